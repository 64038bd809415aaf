using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Reporting;

/// <summary>Income less expenses of a period, by account.</summary>
internal static class ProfitAndLoss
{
    private static readonly (string Group, string Title, string Type, int Sign)[] Sections =
    [
        ("Income", "Income", "Income", -1), ("COGS", "Cost of Goods Sold", "Cost of Goods Sold", 1), ("Expenses", "Expenses", "Expense", 1),
        ("OtherIncome", "Other Income", "Other Income", -1), ("OtherExpenses", "Other Expenses", "Other Expense", 1),
    ];

    public static JsonObject Of(Company company, Period period, HashSet<string>? customers)
    {
        var sums = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var kind in Postings.Kinds)
            foreach (var document in company.All(kind))
                if (period.Holds(document.Text("TxnDate")) && (customers is null || customers.Contains(document.RefId("CustomerRef") ?? "")))
                    foreach (var posting in Postings.Of(company, kind, document)) sums[posting.Account] = sums.GetValueOrDefault(posting.Account) + posting.Amount;
        var totals = new Dictionary<string, decimal>();
        var rows = new List<JsonNode>();
        foreach (var (group, title, type, sign) in Sections)
        {
            var accounts = company.All("Account").Where(account => account.Text("AccountType") == type && sums.GetValueOrDefault(account.Text("Id")!) != 0).ToList();
            totals[group] = sign * accounts.Sum(account => sums[account.Text("Id")!]);
            if (accounts.Count > 0 || group is "Income" or "Expenses") rows.Add(Section(group, title, totals[group], accounts.Select(account => (account, sign * sums[account.Text("Id")!]))));
            if (group == "COGS") rows.Add(Line("GrossProfit", "Gross Profit", totals["Income"] - totals["COGS"]));
            if (group == "Expenses") rows.Add(Line("NetOperatingIncome", "Net Operating Income", totals["Income"] - totals["COGS"] - totals["Expenses"]));
        }
        rows.Add(Line("NetIncome", "Net Income", totals["Income"] - totals["COGS"] - totals["Expenses"] + totals["OtherIncome"] - totals["OtherExpenses"]));
        var header = ReportParts.Header(company, "ProfitAndLoss", period, totals.Values.All(total => total == 0));
        if (customers is not null) header["Customer"] = string.Join(',', customers);
        return new JsonObject { ["Header"] = header, ["Columns"] = ReportParts.Columns(("Account", ""), ("Money", "Total")), ["Rows"] = new JsonObject { ["Row"] = new JsonArray([.. rows]) } };
    }

    private static JsonObject Section(string group, string title, decimal total, IEnumerable<(JsonObject Account, decimal Amount)> accounts) => new()
    {
        ["Header"] = new JsonObject { ["ColData"] = new JsonArray(ReportParts.Cell(title), ReportParts.Cell("")) },
        ["Rows"] = new JsonObject { ["Row"] = new JsonArray([.. accounts.Select(row => (JsonNode)ReportParts.Data(ReportParts.Cell(row.Account.Text("Name"), row.Account.Text("Id")), ReportParts.Money(row.Amount)))]) },
        ["Summary"] = ReportParts.Summary($"Total {title}", total), ["type"] = "Section", ["group"] = group,
    };

    private static JsonObject Line(string group, string title, decimal amount) => new() { ["Summary"] = ReportParts.Summary(title, amount), ["type"] = "Section", ["group"] = group };
}
