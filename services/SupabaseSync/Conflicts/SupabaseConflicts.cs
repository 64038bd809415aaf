using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Syncing.Conflicts;
using Syncing.Ledger;

namespace SupabaseSync.Conflicts;

/// <summary>What Supabase adds to the list of conflicts.</summary>
public sealed class SupabaseConflicts(IDbContextFactory<SupabaseSyncDb> databases, RowDecisions decisions) : ITargetConflicts<SupabaseSyncDb>
{
    /// <inheritdoc/>
    public string KindOf(string code) => ConflictKinds.Of(code);

    /// <inheritdoc/>
    public IReadOnlyList<string> Choices(Conflict conflict) => ConflictKinds.Choices(conflict.Kind);

    /// <inheritdoc/>
    public Task<ConflictFinding> DescribeAsync(LedgerRecord record, CancellationToken cancel) => Task.FromResult(new ConflictFinding
    {
        TenantId = record.TenantId, StoreId = record.StoreId, Account = record.Account, Entity = record.Entity, Key = record.Key, Kind = KindOf(record.Code!),
        ExternalId = record.ExternalId, Message = record.Message ?? record.Code!, Policy = ConflictOptions.Name(ConflictPolicy.Ask),
    });

    /// <inheritdoc/>
    public async Task<ResolveEffect> ApplyAsync(Conflict conflict, ResolveRequest request, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var record = await database.Records.AsNoTracking().FirstOrDefaultAsync(record => record.Account == conflict.Account && record.StoreId == conflict.StoreId
            && record.Entity == conflict.Entity && record.Key == conflict.Key, cancel);
        if (record is null) return ResolveEffect.Refuse("choice: the record is not in the ledger any more; push it again");
        if (conflict.Standing is { } standing && JsonNode.Parse(standing, documentOptions: new() { MaxDepth = 600 }) is JsonObject edit)
            await decisions.ChangeAsync(new Dictionary<long, Action<RowDecision>> { [record.Id] = decision => Decide(decision, record, edit, request.Choice!) }, cancel);
        return request.Choice == ConflictKinds.Ignore
            ? ResolveEffect.Leave("conflict_ignored", "Somebody chose to leave both sides as they are. It is looked at again when the shop changes it.")
            : ResolveEffect.Work(force: false);
    }

    // The person saw what stood then. If somebody was at the row since, it is another conflict.
    private static void Decide(RowDecision decision, LedgerRecord record, JsonObject edit, string choice)
    {
        decision.Seen = (string?)edit["seen"];
        decision.LeftSeq = choice == ConflictKinds.Supabase && (bool?)edit["left"] == true ? record.WantedSeq : null;
        if (choice == ConflictKinds.Woocommerce) decision.Kept = null;
        if (choice == ConflictKinds.Supabase) decision.Kept = KeptColumns.Join(decision.Kept, (string?)edit["kept"]);
    }
}
