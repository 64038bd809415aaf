using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Reporting;

/// <summary>What every account stands at on the last day of a period: debits in one column, credits in the other, both with the same sum.</summary>
internal static class TrialBalance
{
    public static JsonObject Of(Company company, Period period)
    {
        var sums = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var kind in Postings.Kinds)
            foreach (var document in company.All(kind).Where(document => string.CompareOrdinal(document.Text("TxnDate"), period.End) <= 0))
                foreach (var posting in Postings.Of(company, kind, document)) sums[posting.Account] = sums.GetValueOrDefault(posting.Account) + posting.Amount;
        var rows = company.All("Account").Select(account => (Account: account, Sum: sums.GetValueOrDefault(account.Text("Id")!))).Where(row => row.Sum != 0).ToList();
        var data = rows.Select(row => (JsonNode)ReportParts.Data(ReportParts.Cell(row.Account.Text("FullyQualifiedName"), row.Account.Text("Id")),
            row.Sum > 0 ? ReportParts.Money(row.Sum) : ReportParts.Cell(""), row.Sum < 0 ? ReportParts.Money(-row.Sum) : ReportParts.Cell("")));
        var total = new JsonObject
        {
            ["Summary"] = new JsonObject { ["ColData"] = new JsonArray(ReportParts.Cell("TOTAL"), ReportParts.Money(rows.Where(row => row.Sum > 0).Sum(row => row.Sum)), ReportParts.Money(-rows.Where(row => row.Sum < 0).Sum(row => row.Sum))) },
            ["type"] = "Section", ["group"] = "GrandTotal",
        };
        return new JsonObject
        {
            ["Header"] = ReportParts.Header(company, "TrialBalance", period, rows.Count == 0), ["Columns"] = ReportParts.Columns(("Account", ""), ("Money", "Debit"), ("Money", "Credit")),
            ["Rows"] = new JsonObject { ["Row"] = new JsonArray([.. data, total]) },
        };
    }
}
