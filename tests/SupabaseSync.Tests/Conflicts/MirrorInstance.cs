using Contracts;
using Hosting;
using Hosting.Data;
using Hosting.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sandbox.Supabase.Rest;
using SupabaseSync.Drifting;
using SupabaseSync.Mirroring;
using Syncing;
using Syncing.Conflicts;
using Syncing.Dispatching;
using Syncing.Ledger;
using Syncing.TakingIn;
using Syncing.Working;

namespace SupabaseSync.Tests.Conflicts;

/// <summary>The service's flow, ledger and look, on a database file that several instances may share; without a dispatcher that would work at its own times.</summary>
internal sealed class MirrorInstance : IAsyncDisposable
{
    public const string Store = "s1";

    private readonly WebApplication _app;

    private MirrorInstance(WebApplication app, string projectUrl, string account)
    {
        _app = app;
        Account = new TargetAccount(account, new ActiveCredential
        {
            Id = "cred", TenantId = "t", Platform = "supabase",
            Fields = new Dictionary<string, string> { ["project_url"] = projectUrl, ["service_role_key"] = ProjectKeys.Secret },
        });
        Watch = ActivatorUtilities.CreateInstance<DriftWatch>(app.Services);
    }

    public TargetAccount Account { get; }

    public DriftWatch Watch { get; }

    public static async Task<MirrorInstance> StartAsync(string projectUrl, MirrorClock clock, string directory, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Platform:ApiKey"] = "api-key-of-the-tests", ["Platform:DataDirectory"] = directory, ["Services:Key"] = "service-key-of-the-tests",
            ["Services:Credentials:BaseUrl"] = "http://127.0.0.1:9",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddPlatform("supabase-sync", 0);
        builder.Logging.ClearProviders();
        builder.AddDatabase<SupabaseSyncDb, SqliteSupabaseSyncDb, SqlServerSupabaseSyncDb>("SupabaseSync");
        builder.Services.AddMirroring(builder.Configuration);
        builder.Services.AddSingleton(new TargetSettings<SupabaseSyncDb>("supabase")).AddSingleton<TargetAccounts<SupabaseSyncDb>>().AddSingleton<WorkSignal<SupabaseSyncDb>>();
        builder.Services.AddSingleton<Claiming<SupabaseSyncDb>>().AddSingleton<Recording<SupabaseSyncDb>>();
        var app = builder.Build();
        await using (var database = app.Services.GetRequiredService<IDbContextFactory<SupabaseSyncDb>>().CreateDbContext())
            await database.Database.MigrateAsync();
        return new MirrorInstance(app, projectUrl, new Uri(projectUrl).Authority);
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>The shop says this; the ledger takes it in.</summary>
    public async Task TakeAsync(params RecordChanged[] changes)
    {
        await using var database = Databases();
        var keys = changes.Select(change => change.Key).Distinct().ToList();
        var rows = await database.Records.Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => (row.Entity, row.Key));
        foreach (var change in changes)
        {
            var identity = (Merge.EntityOf(change), change.Key);
            var merged = Merge.Into(rows.GetValueOrDefault(identity), change, Account.Account, "supabase", Get<TimeProvider>().GetUtcNow(), TimeSpan.Zero);
            if (rows.TryAdd(identity, merged.Row)) database.Add(merged.Row);
        }
        await database.SaveChangesAsync();
    }

    /// <summary>Works what is due until nothing is.</summary>
    public async Task WorkAsync()
    {
        for (var turns = 0; turns < 2000 && await Get<Claiming<SupabaseSyncDb>>().NextAsync([Account], default) is { } claim; turns++)
        {
            var results = await Get<ITargetFlow>().WorkAsync(claim.Account, claim.Entity, claim.Items, default);
            await Get<Recording<SupabaseSyncDb>>().RecordAsync(claim, results, TimeSpan.Zero, default);
        }
    }

    public async Task<LedgerRecord> RecordAsync(string entity, long id)
    {
        await using var database = Databases();
        var key = $"{id}";
        return await database.Records.AsNoTracking().SingleAsync(row => row.Entity == entity && row.Key == key);
    }

    public Task<IReadOnlyList<ConflictPage>> ConflictsAsync(string? state = null) =>
        Get<ConflictList<SupabaseSyncDb>>().ListAsync(new ConflictQuestion(null, state, null, null, null), default);

    /// <summary>Chooses, and works what is due then.</summary>
    public async Task<ResolveAnswer> ResolveAsync(ConflictPage conflict, string choice)
    {
        var id = long.Parse(conflict.Id.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var answer = await Get<ConflictResolving<SupabaseSyncDb>>().ResolveAsync(id, new ResolveRequest(choice, null, "ann"), default);
        await WorkAsync();
        return answer;
    }

    public SupabaseSyncDb Databases() => Get<IDbContextFactory<SupabaseSyncDb>>().CreateDbContext();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
