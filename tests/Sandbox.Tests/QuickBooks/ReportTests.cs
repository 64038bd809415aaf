using System.Globalization;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class ReportTests
{
    private static async Task<CompanyHost> WithBooks()
    {
        var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Write("salesreceipt", $$$"""{"TxnDate":"2026-02-01","DepositToAccountRef":{"value":"92"},"TxnTaxDetail":{"TotalTax":8},"Line":[{{{Bodies.Line("100", code: "TAX")}}},{"Amount":10,"DetailType":"DiscountLineDetail","DiscountLineDetail":{}}]}""");
        await company.Write("invoice", Bodies.Invoice("1", "50", ""","TxnDate":"2026-02-02" """));
        await company.Write("payment", Bodies.Payment("1", "50", ("Invoice", "2", "50")));
        await company.Write("refundreceipt", Bodies.Form("20", ""","TxnDate":"2026-02-03","DepositToAccountRef":{"value":"92"}"""));
        await company.Write("purchase", """{"TxnDate":"2026-02-03","PaymentType":"Cash","AccountRef":{"value":"92"},"Line":[{"Amount":3.2,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"61"}}}]}""");
        await company.Write("deposit", """{"TxnDate":"2026-02-04","DepositToAccountRef":{"value":"35"},"Line":[{"Amount":50,"LinkedTxn":[{"TxnId":"3","TxnType":"Payment"}]}]}""");
        return company;
    }

    private static decimal Group(JsonObject report, string group) =>
        decimal.Parse((string)report["Rows"]!["Row"]!.AsArray().Single(row => (string?)row!["group"] == group)!["Summary"]!["ColData"]![1]!["value"]!, CultureInfo.InvariantCulture);

    private static async Task<JsonObject> Report(CompanyHost company, string path) => (await company.Get($"reports/{path}")).Body;

    [Fact]
    public async Task Profit_and_loss_sums_sales_less_discounts_refunds_and_fees()
    {
        await using var company = await WithBooks();
        var report = await Report(company, "ProfitAndLoss?start_date=2026-01-01&end_date=2026-12-31");
        Assert.Equal((120m, 3.2m, 116.8m), (Group(report, "Income"), Group(report, "Expenses"), Group(report, "NetIncome")));
        Assert.Contains(report["Header"]!["Option"]!.AsArray(), option => (string?)option!["Name"] == "StandInSums");
        Assert.Equal(50m, Group(await Report(company, "ProfitAndLoss?start_date=2026-02-02&end_date=2026-02-02"), "Income"));
        Assert.Equal(50m, Group(await Report(company, "ProfitAndLoss?start_date=2026-01-01&end_date=2026-12-31&customer=1"), "Income"));
        Assert.Equal(0m, Group(await Report(company, "ProfitAndLoss?start_date=2025-01-01&end_date=2025-12-31"), "NetIncome"));
    }

    [Fact]
    public async Task Trial_balance_has_as_much_in_debit_as_in_credit_and_what_is_left_on_the_clearing_account()
    {
        await using var company = await WithBooks();
        var rows = (await Report(company, "TrialBalance?end_date=2026-12-31&start_date=2026-01-01"))["Rows"]!["Row"]!.AsArray();
        var total = rows.Last()!["Summary"]!["ColData"]!;
        Assert.Equal((string?)total[1]!["value"], (string?)total[2]!["value"]);
        Assert.Equal("74.80", (string?)rows.Single(row => (string?)row!["ColData"]?[0]!["id"] == "92")!["ColData"]![1]!["value"]); // 98 - 20 - 3.20
        Assert.DoesNotContain(rows, row => (string?)row!["ColData"]?[0]!["id"] == "4"); // deposited again
    }

    [Fact]
    public async Task Transaction_list_has_every_transaction_of_the_period_once()
    {
        await using var company = await WithBooks();
        var rows = (await Report(company, "TransactionList?start_date=2026-02-01&end_date=2026-02-04"))["Rows"]!["Row"]!.AsArray();
        Assert.Equal(["Sales Receipt 1", "Invoice 2", "Refund 4", "Expense 5", "Deposit 6"], rows.Select(row => $"{row!["ColData"]![1]!["value"]} {row["ColData"]![1]!["id"]}"));
        Assert.Single((await Report(company, "TransactionList?start_date=2026-01-01&end_date=2026-12-31&transaction_type=Payment"))["Rows"]!["Row"]!.AsArray());
    }

    [Fact]
    public async Task Reports_that_are_not_offered_and_days_that_are_none_are_refused()
    {
        await using var company = await WithBooks();
        Assert.Equal("10000", CompanyHost.Error(await Report(company, "BalanceSheet")).Code);
        Assert.Equal("2060", CompanyHost.Error(await Report(company, "ProfitAndLoss?start_date=yesterday")).Code);
        Assert.Equal("6000", CompanyHost.Error(await Report(company, "ProfitAndLoss?start_date=2026-02-02&end_date=2026-02-01")).Code);
    }
}
