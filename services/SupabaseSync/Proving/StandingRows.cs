using System.Globalization;
using System.Text.Json.Nodes;
using Contracts;
using Contracts.Proving;
using SupabaseSync.Mirroring;
using SupabaseSync.Mirroring.Calling;
using Syncing.Ledger;
using Syncing.Proving;
using Syncing.Working;

namespace SupabaseSync.Proving;

/// <summary>What stands in a project, compared with what the ledger says was written: page by page in the order of the WooCommerce id, or by keys.</summary>
public sealed class StandingRows(RowReading rows, LedgerProof<SupabaseSyncDb> ledger)
{
    /// <summary>Rows of one page. Their ids go into an address, which must stay short.</summary>
    public const int PageSize = 200;

    /// <summary>One page.</summary>
    public async Task<ProofPage<StandingLine>> PageAsync(TargetAccount account, ProofQuestion question, CancellationToken cancel)
    {
        if (!Project.TryRead(account.Credential, out var project, out var unusable)) return Away(unusable);
        if (question.Keys is { } keys && !keys.Any(IsId)) return new ProofPage<StandingLine>([]);
        var (page, fault) = await rows.PageAsync(project, question.Entity, Conditions(question), cancel);
        if (fault is not null) return Away(fault);
        var (lines, lineFault) = await ChildrenAsync(project, question, "order_lines", "woo_id,order_woo_id,total,total_tax", page, cancel);
        var (refunds, refundFault) = await ChildrenAsync(project, question, "order_refunds", "woo_id,order_woo_id,amount", page, cancel);
        if ((lineFault ?? refundFault) is { } childFault) return Away(childFault);

        var known = await KnownAsync(account.Account, question, page, cancel);
        var standing = page.Select(row => Line(question, row, known.GetValueOrDefault(Key(row)), lines?[Id(row)], refunds?[Id(row)])).ToList();
        var isLast = question.Keys is not null || page.Count < PageSize;
        if (isLast && question is { Keys: null, Entity: Entities.Orders })
        {
            var (strangers, strangerFault) = await StrangersAsync(project, account.Account, question, cancel);
            if (strangerFault is not null) return Away(strangerFault);
            standing.AddRange(strangers);
        }
        return new ProofPage<StandingLine>(standing, isLast ? null : Key(page[^1]));
    }

    private static ProofPage<StandingLine> Away(Fault fault) => ProofPage<StandingLine>.Away(fault.Message, fault.RetryAfter);

    private static IEnumerable<(string, string)> Conditions(ProofQuestion question)
    {
        yield return ("select", Columns.Selected(question.Entity));
        yield return ("store_id", $"eq.{question.StoreId}");
        if (question.Keys is { } keys) yield return ("woo_id", In(keys.Where(IsId)));
        else if (question.After is { } after) yield return ("woo_id", $"gt.{after}");
        if (question is { Keys: null, Entity: Entities.Orders })
        {
            yield return ("date_created_gmt", $"gte.{Utc(question.From!.Value)}");
            yield return ("date_created_gmt", $"lt.{Utc(question.Until!.Value)}");
        }
        yield return ("order", "woo_id.asc");
        yield return ("limit", (question.Keys is null ? PageSize : RowReading.MostRows).ToString(CultureInfo.InvariantCulture));
    }

    private async Task<(ILookup<long, JsonObject>? Rows, Fault? Fault)> ChildrenAsync(
        Project project, ProofQuestion question, string table, string columns, IReadOnlyList<JsonObject> page, CancellationToken cancel)
    {
        if (question.Entity != Entities.Orders) return (null, null);
        var all = new List<JsonObject>();
        for (long after = 0; page.Count > 0;)
        {
            var (some, fault) = await rows.PageAsync(project, table,
            [
                ("select", columns), ("store_id", $"eq.{question.StoreId}"), ("order_woo_id", In(page.Select(Key))), ("deleted_at", "is.null"),
                ("woo_id", string.Create(CultureInfo.InvariantCulture, $"gt.{after}")), ("order", "woo_id.asc"), ("limit", "1000"),
            ], cancel);
            if (fault is not null) return (null, fault);
            all.AddRange(some);
            if (some.Count < RowReading.MostRows) break;
            after = Id(some[^1]);
        }
        return (all.ToLookup(row => (long)RowComparing.Number(row, "order_woo_id")), null);
    }

    private async Task<Dictionary<string, LedgerRecord>> KnownAsync(string account, ProofQuestion question, IReadOnlyList<JsonObject> page, CancellationToken cancel)
    {
        if (page.Count == 0) return [];
        var (known, _) = await ledger.RowsAsync(account, question with { Keys = [.. page.Select(Key)] }, cancel);
        return known.ToDictionary(row => row.Key);
    }

    // Rows of a store that nobody knows here: left by a credential that had another id, or written by somebody else.
    private async Task<(IReadOnlyList<StandingLine> Lines, Fault? Fault)> StrangersAsync(Project project, string account, ProofQuestion question, CancellationToken cancel)
    {
        var stores = (await ledger.StoresAsync(account, cancel)).Append(question.StoreId).Distinct();
        var (found, fault) = await rows.PageAsync(project, Entities.Orders,
        [
            ("select", Columns.Selected(Entities.Orders)), ("store_id", $"not.{In(stores.Select(Quoted))}"), ("deleted_at", "is.null"),
            ("date_created_gmt", $"gte.{Utc(question.From!.Value)}"), ("date_created_gmt", $"lt.{Utc(question.Until!.Value)}"), ("order", "store_id.asc,woo_id.asc"), ("limit", "1000"),
        ], cancel);
        return ([.. found.Select(row => Line(question, row, null, null, null) with { Key = $"{row["store_id"]}/{Key(row)}" })], fault);
    }

    private static StandingLine Line(ProofQuestion question, JsonObject row, LedgerRecord? known, IEnumerable<JsonObject>? lines, IEnumerable<JsonObject>? refunds)
    {
        var version = new RecordVersion(RowComparing.Instant(row["date_modified_gmt"]), (long)RowComparing.Number(row, "sync_seq"));
        var live = refunds?.ToList();
        var isOrder = question.Entity == Entities.Orders;
        return new StandingLine
        {
            Key = Key(row), Kind = question.Entity, ExternalId = $"{row["store_id"]}/{Key(row)}", Number = isOrder ? (string?)row["number"] : null,
            Owner = known is null ? StandingOwner.Unknown : StandingOwner.Known, Live = row["deleted_at"] is null,
            Currency = isOrder ? (string?)row["currency"] : null, Day = Day(question, RowComparing.Instant(row["date_created_gmt"])),
            Gross = RowComparing.Number(row, "total"), Tax = RowComparing.Number(row, "total_tax"), Refunds = live?.Sum(refund => RowComparing.Number(refund, "amount")) ?? 0,
            Stale = known is not null && version < known.Wanted, Newer = known is not null && version > known.Wanted,
            Differing = known is not null && WrittenRow.Of(known) is { } written ? RowComparing.Differing(written, row, Columns.Of(question.Entity), lines?.ToList(), live) : [],
        };
    }

    // Days of one length: an hour of summer time more or less does not move a row that the ledger does not know to another proof.
    private static string? Day(ProofQuestion question, DateTimeOffset? created) => question is { Start: { } start, From: { } from } && created is { } at
        ? start.AddDays((int)Math.Floor((at - from).TotalDays)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;

    private static string Key(JsonObject row) => Id(row).ToString(CultureInfo.InvariantCulture);

    private static long Id(JsonObject row) => (long)RowComparing.Number(row, "woo_id");

    private static bool IsId(string key) => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string In(IEnumerable<string> values) => $"in.({string.Join(',', values)})";

    private static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
