using System.Globalization;
using System.Text.Json.Nodes;
using Contracts.Proving;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Proving;

/// <summary>Compares a document as it stands with QuickBooks' last answer to us. Pure.</summary>
public static class DocumentComparing
{
    /// <summary>The fields of a proof that differ: sum, tax, day, currency, and whether it was voided.</summary>
    public static IReadOnlyList<FieldDifference> Differing(BookedDocument row, JsonObject standing)
    {
        if (standing.Text("SyncToken") is { } token && token == row.SyncToken) return []; // nobody was there since
        var before = FaultBody.Parse(row.Answer ?? "");
        var different = new List<FieldDifference>();
        void Compare(string field, string? written, string? found)
        {
            if (written != found) different.Add(new FieldDifference(field, written, found));
        }
        if (Removing.IsVoided(standing) && !(before is not null && Removing.IsVoided(before))) different.Add(new FieldDifference("Status", "booked", "voided"));
        Compare("TotalAmt", Money(before is null ? row.TotalAmt : before.Amount("TotalAmt")), Money(standing.Amount("TotalAmt")));
        if (before is null) return different; // rows of an earlier release keep no answer
        Compare("TxnTaxDetail.TotalTax", Money(Tax(before)), Money(Tax(standing)));
        Compare("TxnDate", before.Text("TxnDate"), standing.Text("TxnDate"));
        Compare("CurrencyRef", before.Ref("CurrencyRef"), standing.Ref("CurrencyRef"));
        return different;
    }

    /// <summary>Sales tax of a document; 0 where it has none.</summary>
    public static decimal Tax(JsonObject document) =>
        decimal.TryParse(document.Text("TxnTaxDetail", "TotalTax"), NumberStyles.Float, CultureInfo.InvariantCulture, out var tax) ? tax : 0;

    private static string Money(decimal? amount) => (amount ?? 0).ToString("0.00####", CultureInfo.InvariantCulture);
}
