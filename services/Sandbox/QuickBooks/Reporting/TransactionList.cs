using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Reporting;

/// <summary>Every transaction of a period on a line of its own, oldest first.</summary>
internal static class TransactionList
{
    private static readonly (string, string)[] Columns =
    [
        ("tx_date", "Date"), ("txn_type", "Transaction Type"), ("doc_num", "Num"), ("is_no_post", "Posting"), ("name", "Name"), ("memo", "Memo/Description"),
        ("account_name", "Account"), ("other_account", "Split"), ("subt_nat_home_amount", "Amount"),
    ];

    public static JsonObject Of(Company company, Period period, HashSet<string>? customers, HashSet<string>? types)
    {
        var rows = Postings.Kinds.Append("Estimate").Where(kind => types is null || types.Contains(kind))
            .SelectMany(kind => company.All(kind).Select(document => (Kind: kind, Document: document)))
            .Where(row => period.Holds(row.Document.Text("TxnDate")) && (customers is null || customers.Contains(row.Document.RefId("CustomerRef") ?? "")))
            .OrderBy(row => row.Document.Text("TxnDate"), StringComparer.Ordinal).ThenBy(row => row.Document.Text("Id")!, Ids.Order).Select(row => (JsonNode)Row(company, row.Kind, row.Document)).ToArray();
        return new JsonObject
        {
            ["Header"] = ReportParts.Header(company, "TransactionList", period, rows.Length == 0), ["Columns"] = ReportParts.Columns(Columns), ["Rows"] = new JsonObject { ["Row"] = new JsonArray(rows) },
        };
    }

    private static JsonObject Row(Company company, string kind, JsonObject document)
    {
        var postings = Postings.Of(company, kind, document).ToList();
        var holder = document.Object("CustomerRef") ?? document.Object("VendorRef") ?? document.Object("EntityRef");
        string? Named(string? account) => account is null ? "" : company.Get("Account", account)?.Text("Name");
        var others = postings.Skip(1).Select(posting => posting.Account).Distinct().ToList();
        return ReportParts.Data(
            ReportParts.Cell(document.Text("TxnDate")), ReportParts.Cell(Title(kind, document), document.Text("Id")), ReportParts.Cell(document.Text("DocNumber")), ReportParts.Cell(postings.Count > 0 ? "Yes" : "No"),
            ReportParts.Cell(holder?.Text("name"), holder?.Text("value") ?? ""), ReportParts.Cell(document.Text("PrivateNote")),
            ReportParts.Cell(Named(postings.Count > 0 ? postings[0].Account : null), postings.Count > 0 ? postings[0].Account : ""),
            others.Count == 1 ? ReportParts.Cell(Named(others[0]), others[0]) : ReportParts.Cell(others.Count == 0 ? "" : "-Split-", ""),
            ReportParts.Money(postings.Count > 0 ? postings[0].Amount : document.AmountOrZero("TotalAmt")));
    }

    private static string Title(string kind, JsonObject document) => kind switch
    {
        "SalesReceipt" => "Sales Receipt", "CreditMemo" => "Credit Memo", "RefundReceipt" => "Refund", "JournalEntry" => "Journal Entry",
        "Purchase" => document.Text("PaymentType") switch { "Check" => "Check", "CreditCard" => document.Is("Credit") ? "Credit Card Credit" : "Credit Card Expense", _ => "Expense" },
        _ => kind,
    };
}
