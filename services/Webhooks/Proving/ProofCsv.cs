using System.Globalization;
using System.Text;

namespace Webhooks.Proving;

/// <summary>Proofs as CSV (RFC 4180, UTF-8): one line per difference, or one per target, day and currency. Pure.</summary>
public static class ProofCsv
{
    /// <summary>The heading of the differences.</summary>
    public const string DifferencesHead =
        "target,entity,woo_id,number,day,cause,code,currency,shop_total,shop_tax,shop_refunds,ledger_total,target_total,target_tax,target_refunds,external_ids,message,repair\r\n";

    /// <summary>One line of the differences.</summary>
    public static string Line(Difference one) => Line(
        one.Target, one.Entity, one.WooId, one.Number, one.Day, one.Cause, one.Code, one.Currency, Money(one.Shop?.Total), Money(one.Shop?.Tax), Money(one.Shop?.Refunds), Money(one.Ledger?.Total),
        Money(one.InTarget?.Total), Money(one.InTarget?.Tax), Money(one.InTarget?.Refunds), string.Join(' ', one.Parts.Select(part => $"{part.Kind}:{part.ExternalId}")), one.Message, one.Repair);

    /// <summary>The totals of every day.</summary>
    public static string Days(ProofResult result)
    {
        var csv = new StringBuilder(
            "target,day,currency,shop_count,shop_gross,shop_tax,shop_refunds,ledger_count,ledger_gross,ledger_tax,ledger_refunds,target_count,target_gross,target_tax,target_refunds,left_out,under_way,differences\r\n");
        foreach (var target in result.Targets)
            foreach (var day in target.Days)
                csv.Append(Line([target.Target, day.Day, day.Currency, .. Sums(day.Shop), .. Sums(day.Ledger), .. Sums(day.Target),
                    string.Join(' ', day.LeftOut.Select(reason => $"{reason.Reason}:{Count(reason.Count)}")), Count(day.UnderWay.Count), Count(day.Differences)]));
        return csv.ToString();
    }

    private static string[] Sums(Sums sums) => [Count(sums.Count), Money(sums.Gross), Money(sums.Tax), Money(sums.Refunds)];

    private static string Line(params string?[] cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    // A spreadsheet takes text that begins so for a formula; amounts may begin with a minus.
    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text[0] is '=' or '+' or '@' or '\t' or '\r' || (text[0] == '-' && !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
    }

    private static string Money(decimal? amount) => amount?.ToString("0.00######", CultureInfo.InvariantCulture) ?? "";

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
