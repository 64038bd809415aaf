using Contracts;
using Microsoft.EntityFrameworkCore;
using Syncing.Dispatching;
using Syncing.Ledger;
using Syncing.TakingIn;
using Syncing.Working;

namespace Syncing.Planning;

/// <summary>
/// Answers what a run would do with some versions: the ledger's own rules on rows that are only read, and the target's own flow on an outside
/// system that is only read. Nothing is saved.
/// </summary>
public sealed class Planning<TDb>(
    IDbContextFactory<TDb> databases, TargetAccounts<TDb> accounts, TargetSettings<TDb> settings, IEnumerable<ITargetPlan> plans, TimeProvider clock)
    where TDb : LedgerDb
{
    private readonly ITargetPlan _plan = plans.Single(plan => plan.Target == settings.Target);

    /// <summary>What would become of each record.</summary>
    /// <exception cref="Hosting.Secrets.CredentialsUnavailableException">It cannot be known which account they would go to.</exception>
    public async Task<PlanAnswer> PlanAsync(PlanQuestion question, CancellationToken cancel)
    {
        var account = (await accounts.ConnectedAsync(cancel)).FirstOrDefault(account => account.Credential.TenantId == question.TenantId);
        if (account is null)
            return Stopped("not_connected", $"The tenant {question.TenantId} has no active {settings.Target} credential. Connect {settings.Target}, then start the dry run again.");
        var now = clock.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (await database.Pauses.AsNoTracking().FirstOrDefaultAsync(pause => pause.Account == account.Account && pause.Until > now, cancel) is { } pause)
            return Stopped("account_paused", $"The {settings.Target} account {account.Account} is paused until {pause.Until:u} ({pause.Code}): {pause.Message}");

        var rows = await RowsAsync(database, account, question, cancel);
        var lines = new List<PlanLine>(question.Records.Count);
        var work = new Dictionary<string, WorkItem>(StringComparer.Ordinal);
        foreach (var record in question.Records)
        {
            // The row is nobody's but ours: it is not tracked and never saved.
            var merged = Merge.Into(rows.GetValueOrDefault(record.Key), ChangeOf(question, record), account.Account, settings.Target, now, TimeSpan.Zero);
            if (merged.Told.FirstOrDefault(told => told.SyncId == question.SyncId) is { } told)
                lines.Add(Line(question.Entity, record.Body, record.Key, told.Outcome, told.Code, told.Message, told.ExternalId, null));
            else work[record.Key] = Claiming<TDb>.Item(merged.Row);
        }
        if (work.Count == 0) return new PlanAnswer { Records = lines };

        var foreseen = await _plan.ForeseeAsync(account, question.Entity, [.. work.Values], cancel);
        if (ProblemOf([.. foreseen.Select(one => one.Result.Fault)]) is { } problem) return new PlanAnswer { Problem = problem };
        lines.AddRange(foreseen.Select(one => Line(question.Entity, one)));
        return new PlanAnswer { Records = lines };
    }

    private static async Task<Dictionary<string, LedgerRecord>> RowsAsync(TDb database, TargetAccount account, PlanQuestion question, CancellationToken cancel)
    {
        var keys = question.Records.Select(record => record.Key).ToList();
        return await database.Records.AsNoTracking()
            .Where(row => row.TenantId == question.TenantId && row.StoreId == question.StoreId && row.Account == account.Account && row.Entity == question.Entity && keys.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, cancel);
    }

    private RecordChanged ChangeOf(PlanQuestion question, PlannedRecord record)
    {
        RecordChanged change = question.Entity switch
        {
            Entities.Orders => new OrderChanged { Refunds = record.Refunds },
            Entities.Products => new ProductChanged(),
            _ => new CustomerChanged(),
        };
        return change with
        {
            SyncId = question.SyncId, TenantId = question.TenantId, StoreId = question.StoreId, Key = record.Key, Modified = record.Modified, Seq = record.Seq,
            Deleted = record.Deleted, Body = record.Body, Targets = [settings.Target], Force = record.Force, History = record.History,
        };
    }

    // What stops the account stops a run as a whole; what stops one record is that record's line.
    private static PlanProblem? ProblemOf(IReadOnlyList<Fault?> faults)
    {
        var stop = faults.FirstOrDefault(fault => fault?.Kind is FaultKind.Throttled or FaultKind.Unauthorised or FaultKind.Misconfigured)
            ?? (faults.All(fault => fault?.Kind == FaultKind.Transient) ? faults[0] : null);
        if (stop is null) return null;
        var passes = stop.Kind is FaultKind.Throttled or FaultKind.Transient;
        return new PlanProblem(stop.Code, stop.Message, passes ? (int)Math.Ceiling((stop.RetryAfter ?? TimeSpan.FromSeconds(5)).TotalSeconds) : null);
    }

    private static PlanAnswer Stopped(string code, string message) => new() { Problem = new PlanProblem(code, message) };

    private static PlanLine Line(string entity, Foreseen foreseen)
    {
        var (item, result) = (foreseen.Result.Item, foreseen.Result);
        return result.Fault is { } fault
            ? Line(entity, item.Body, item.Key, RecordOutcome.Failed, fault.Code, fault.Message, item.ExternalId, null)
            : Line(entity, item.Body, item.Key, Recording<TDb>.OutcomeOf(result, item.ExternalId is not null), result.Code, result.Message, item.ExternalId, foreseen.Amount);
    }

    private static PlanLine Line(string entity, string body, string key, RecordOutcome outcome, string? code, string? message, string? externalId, decimal? amount)
    {
        var shop = ShopSum.Of(entity, body);
        return new PlanLine(key, outcome, code, message, externalId, shop.Currency is null ? null : amount ?? shop.Amount, shop.Currency);
    }
}
