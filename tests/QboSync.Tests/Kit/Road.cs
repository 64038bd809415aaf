using Contracts;
using Microsoft.EntityFrameworkCore;
using QboSync.Mapping;
using QboSync.Storage;
using Syncing.Conflicts;
using Syncing.Dispatching;
using Syncing.Ledger;
using Syncing.TakingIn;
using Syncing.Working;

namespace QboSync.Tests.Kit;

/// <summary>A record's whole road: taken into the ledger, claimed, worked, recorded; without a dispatcher that would do so at its own times.</summary>
internal sealed class Road(Instance instance)
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 22, 6, 30, 0, TimeSpan.Zero);
    private long _seq;

    public IDbContextFactory<QboSyncDb> Databases => instance.Get<IDbContextFactory<QboSyncDb>>();

    /// <summary>The shop says this, and everything that is due is worked.</summary>
    public async Task<LedgerRecord> OrderAsync(Order order, Guid? run = null, bool history = false, bool force = false, DateTimeOffset? modified = null)
    {
        await TakeAsync(new OrderChanged { Refunds = order.RefundsJson() }, $"{order.Id}", order.Json(), run, history, force, modified);
        await WorkAsync();
        return await RecordAsync(Entities.Orders, order.Id);
    }

    /// <summary>The same of a customer or product.</summary>
    public async Task<LedgerRecord> EntryAsync(WorkItem item, DateTimeOffset? modified = null)
    {
        await TakeAsync(item.Entity == Entities.Products ? new ProductChanged() : new CustomerChanged(), item.Key, item.Body, null, false, false, modified);
        await WorkAsync();
        return await RecordAsync(item.Entity, long.Parse(item.Key, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The shop says this of a record, and nothing is worked yet.</summary>
    public Task TakeAsync(WorkItem item, DateTimeOffset? modified = null) => TakeAsync(
        (item.Entity switch { Entities.Orders => new OrderChanged { Refunds = item.Refunds }, Entities.Products => new ProductChanged(), _ => (RecordChanged)new CustomerChanged() }) with { Deleted = item.Deleted },
        item.Key, item.Body, null, item.History, item.Force, modified);

    private async Task TakeAsync(RecordChanged change, string key, string body, Guid? run, bool history, bool force, DateTimeOffset? modified)
    {
        var seq = ++_seq;
        await instance.Get<TakeIn<QboSyncDb>>().TakeAsync([change with
        {
            SyncId = run ?? Guid.NewGuid(), TenantId = "default-tenant", StoreId = Instance.Store, Key = key, Body = body, Modified = modified ?? Begin.AddMinutes(seq), Seq = seq,
            History = history, Force = force, Targets = ["quickbooks"],
        }], default);
    }

    /// <summary>Works what is due until nothing is.</summary>
    public async Task WorkAsync()
    {
        for (var turns = 0; turns < 50 && await instance.Get<Claiming<QboSyncDb>>().NextAsync([instance.Account], default) is { } claim; turns++)
        {
            var results = await instance.Get<ITargetFlow>().WorkAsync(claim.Account, claim.Entity, claim.Items, default);
            await instance.Get<Recording<QboSyncDb>>().RecordAsync(claim, results, TimeSpan.Zero, default);
        }
    }

    public async Task<LedgerRecord> RecordAsync(string entity, long id)
    {
        await using var database = Databases.CreateDbContext();
        var key = $"{id}";
        return await database.Records.AsNoTracking().SingleAsync(row => row.Entity == entity && row.Key == key);
    }

    /// <summary>Says how the company wants conflicts dealt with.</summary>
    public async Task PolicyAsync(string body)
    {
        await using var database = Databases.CreateDbContext();
        await database.Mappings.Where(row => row.Account == Books.Realm).ExecuteDeleteAsync();
        database.Add(new StoredMapping { Account = Books.Realm, Body = body });
        await database.SaveChangesAsync();
        instance.Get<MappingBook>().Forget(Books.Realm);
    }

    /// <summary>The list as it is asked for.</summary>
    public Task<IReadOnlyList<ConflictPage>> ConflictsAsync(string? state = null) =>
        instance.Get<ConflictList<QboSyncDb>>().ListAsync(new ConflictQuestion(null, state, null, null, null), default);

    /// <summary>Chooses, and works what is due then.</summary>
    public async Task<ResolveAnswer> ResolveAsync(ConflictPage conflict, string choice, string? externalId = null)
    {
        var answer = await instance.Get<ConflictResolving<QboSyncDb>>().ResolveAsync(long.Parse(conflict.Id.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture), new ResolveRequest(choice, externalId, "ann"), default);
        await WorkAsync();
        return answer;
    }

    public static string? Side(ConflictPage conflict, string field, string side) =>
        conflict.Differences.FirstOrDefault(difference => difference["field"] == field)?[side];
}
