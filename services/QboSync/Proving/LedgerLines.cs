using Contracts;
using Contracts.Proving;
using Microsoft.EntityFrameworkCore;
using QboSync.Storage;
using Syncing.Proving;

namespace QboSync.Proving;

/// <summary>The ledger's records with the documents, items and customers that must stand in QuickBooks for them.</summary>
public sealed class LedgerLines(LedgerProof<QboSyncDb> ledger, IDbContextFactory<QboSyncDb> databases)
{
    /// <summary>One page.</summary>
    public async Task<ProofPage<LedgerLine>> PageAsync(string account, ProofQuestion question, CancellationToken cancel)
    {
        var (rows, next) = await ledger.RowsAsync(account, question, cancel);
        var lines = rows.Select(row => (Row: row, Line: LedgerProof<QboSyncDb>.Line(row))).Where(pair => LedgerProof<QboSyncDb>.IsOfDays(pair.Line, question)).ToList();
        var documents = question.Entity == Entities.Orders ? await DocumentsAsync(account, question, [.. lines.Select(pair => pair.Row.Key)], cancel) : null;
        return new ProofPage<LedgerLine>([.. lines.Select(pair => WithParts(pair.Line, question.Entity, documents?[pair.Row.Key].ToList()))], next);
    }

    private static LedgerLine WithParts(LedgerLine line, string entity, IReadOnlyList<Booked>? documents) => line with
    {
        Parts = documents is not null ? [.. documents.Select(document => new LedgerPart(document.Kind.ToString(), document.ExternalId, document.DocNumber))]
            : line.ExternalId is { } id ? [new LedgerPart(StandingEntries.EntityOf(entity), id)] : [],
        Kept = documents?.Any(document => document.Kept) == true,
    };

    private async Task<ILookup<string, Booked>> DocumentsAsync(string account, ProofQuestion question, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        // A gateway's fee is an expense beside the order and no part of its totals.
        var booked = await database.Documents.AsNoTracking()
            .Where(row => row.Account == account && row.StoreId == question.StoreId && keys.Contains(row.RecordKey) && row.Role != DocumentRole.GatewayFee
                && row.ExternalId != null && row.Removed == null)
            .Select(row => new Booked(row.RecordKey, row.Kind, row.ExternalId!, row.DocNumber, row.Kept != null)).ToListAsync(cancel);
        return booked.ToLookup(row => row.Key);
    }

    private sealed record Booked(string Key, DocumentKind Kind, string ExternalId, string? DocNumber, bool Kept);
}
