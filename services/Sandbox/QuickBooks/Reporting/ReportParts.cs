using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Reporting;

/// <summary>The pieces that a report's JSON is made of.</summary>
internal static class ReportParts
{
    // What the stand-in leaves out stands in every report.
    private const string Scope = "Accrual, from Invoice, SalesReceipt, CreditMemo, RefundReceipt, Payment, Deposit, Purchase, Bill and JournalEntry; without cost of goods sold and inventory adjustments";

    public static JsonObject Header(Company company, string name, Period? period, bool isEmpty)
    {
        var header = new JsonObject
        {
            ["Time"] = company.Clock.Stamp, ["ReportName"] = name, ["ReportBasis"] = "Accrual", ["Currency"] = company.HomeCurrency, ["SummarizeColumnsBy"] = "Total",
            ["Option"] = new JsonArray(Option("AccountingStandard", "GAAP"), Option("NoReportData", isEmpty ? "true" : "false"), Option("StandInSums", Scope)),
        };
        if (period is not null) (header["StartPeriod"], header["EndPeriod"]) = (period.Start, period.End);
        return header;
    }

    public static JsonObject Columns(params IEnumerable<(string Type, string Title)> columns) => new()
    {
        ["Column"] = new JsonArray([.. columns.Select(column => (JsonNode)new JsonObject { ["ColTitle"] = column.Title, ["ColType"] = column.Type })]),
    };

    public static JsonObject Data(params IEnumerable<JsonObject> cells) => new() { ["ColData"] = new JsonArray([.. cells]), ["type"] = "Data" };

    public static JsonObject Cell(string? value, string? id = null)
    {
        var cell = new JsonObject { ["value"] = value ?? "" };
        if (id is not null) cell["id"] = id;
        return cell;
    }

    public static JsonObject Money(decimal amount) => Cell(amount.ToString("0.00", CultureInfo.InvariantCulture));

    public static JsonObject Summary(string title, decimal amount) => new() { ["ColData"] = new JsonArray(Cell(title), Money(amount)) };

    private static JsonObject Option(string name, string value) => new() { ["Name"] = name, ["Value"] = value };
}
