using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class PaymentTests
{
    private static async Task<CompanyHost> WithInvoice(string amount = "100")
    {
        var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Write("invoice", Bodies.Invoice("1", amount));
        return company;
    }

    private static async Task<(decimal Invoice, decimal Customer)> Open(CompanyHost company) =>
        ((decimal)(await company.Read("invoice/1"))["Balance"]!, (decimal)(await company.Read("customer/1"))["Balance"]!);

    [Fact]
    public async Task Payment_comes_back_with_its_defaults()
    {
        await using var company = await WithInvoice();
        var payment = await company.Write("payment", Bodies.Payment("1", "120", ("Invoice", "1", "100")));
        Assert.Equal((120m, 20m, "Undeposited Funds", false, "2026-03-05"), ((decimal)payment["TotalAmt"]!, (decimal)payment["UnappliedAmt"]!, (string?)payment["DepositToAccountRef"]!["name"], (bool)payment["ProcessPayment"]!, (string?)payment["TxnDate"]));
        Assert.Equal((0m, -20m), await Open(company));
    }

    [Theory]
    [InlineData("""{"CustomerRef":{"value":"1"}}""", "6000", "You must set a transaction amount.")]
    [InlineData("""{"TotalAmt":1}""", "2020", "CustomerRef")]
    [InlineData("""{"TotalAmt":1,"CustomerRef":{"value":"1"},"DocNumber":"x"}""", "2010", "DocNumber")]
    [InlineData("""{"TotalAmt":10,"CustomerRef":{"value":"1"},"Line":[{"Amount":20,"LinkedTxn":[{"TxnId":"1","TxnType":"Invoice"}]}]}""", "6000", "more than the amount received")]
    [InlineData("""{"TotalAmt":200,"CustomerRef":{"value":"1"},"Line":[{"Amount":101,"LinkedTxn":[{"TxnId":"1","TxnType":"Invoice"}]}]}""", "6000", "open balance")]
    [InlineData("""{"TotalAmt":200,"CustomerRef":{"value":"1"},"Line":[{"Amount":60,"LinkedTxn":[{"TxnId":"1","TxnType":"Invoice"}]},{"Amount":60,"LinkedTxn":[{"TxnId":"1","TxnType":"Invoice"}]}]}""", "6000", "open balance")]
    [InlineData("""{"TotalAmt":10,"CustomerRef":{"value":"1"},"Line":[{"Amount":10,"LinkedTxn":[{"TxnId":"9","TxnType":"Invoice"}]}]}""", "620", "can't be linked")]
    [InlineData("""{"TotalAmt":10,"CustomerRef":{"value":"1"},"Line":[{"Amount":10}]}""", "2020", "LinkedTxn")]
    [InlineData("""{"TotalAmt":10,"CustomerRef":{"value":"2"},"Line":[{"Amount":10,"LinkedTxn":[{"TxnId":"1","TxnType":"Invoice"}]}]}""", "6000", "another customer")]
    public async Task Payment_that_quickbooks_refuses_is_refused(string body, string code, string detail)
    {
        await using var company = await WithInvoice();
        await company.Write("customer", Bodies.Customer("Ben"));
        var refused = await company.Refused("payment", body);
        Assert.Equal(code, refused.Code);
        Assert.Contains(detail, refused.Detail);
        Assert.Equal((100m, 100m), await Open(company));
    }

    [Fact]
    public async Task Changed_voided_and_deleted_payments_give_the_balance_back()
    {
        await using var company = await WithInvoice();
        await company.Write("payment", Bodies.Payment("1", "60", ("Invoice", "1", "60")));
        await company.Write("payment", """{"Id":"2","SyncToken":"0","sparse":true,"Line":[{"Amount":25,"LinkedTxn":[{"TxnId":"1","TxnType":"Invoice"}]}]}""");
        Assert.Equal((75m, 40m), await Open(company));
        var voided = await company.Write("payment?operation=void", """{"Id":"2","SyncToken":"1"}""");
        Assert.Equal((0m, "Voided", 0), ((decimal)voided["TotalAmt"]!, (string?)voided["PrivateNote"], voided["Line"]!.AsArray().Count));
        Assert.Equal((100m, 100m), await Open(company));
        await company.Write("payment", Bodies.Payment("1", "60", ("Invoice", "1", "60")));
        await company.Post("payment?operation=delete", """{"Id":"3","SyncToken":"0"}""");
        Assert.Equal((100m, 100m), await Open(company));
        Assert.Empty((await company.Read("invoice/1"))["LinkedTxn"]!.AsArray());
    }

    [Fact]
    public async Task Invoice_that_shrinks_below_what_was_paid_leaves_the_rest_unapplied()
    {
        await using var company = await WithInvoice();
        await company.Write("payment", Bodies.Payment("1", "100", ("Invoice", "1", "100")));
        var invoice = await company.Write("invoice", $$"""{"Id":"1","SyncToken":"1","sparse":true,"Line":[{{Bodies.Line("70")}}]}""");
        Assert.Equal((70m, 0m), ((decimal)invoice["TotalAmt"]!, (decimal)invoice["Balance"]!));
        Assert.Equal(30m, (decimal)(await company.Read("payment/2"))["UnappliedAmt"]!);
        Assert.Equal((0m, -30m), await Open(company));
    }

    [Fact]
    public async Task Deleted_invoice_leaves_its_payment_unapplied()
    {
        await using var company = await WithInvoice();
        await company.Write("payment", Bodies.Payment("1", "100", ("Invoice", "1", "100")));
        await company.Post("invoice?operation=delete", """{"Id":"1","SyncToken":"1"}""");
        var payment = await company.Read("payment/2");
        Assert.Equal((100m, 0), ((decimal)payment["UnappliedAmt"]!, payment["Line"]!.AsArray().Count));
        Assert.Equal(-100m, (decimal)(await company.Read("customer/1"))["Balance"]!);
    }

    [Fact]
    public async Task Payment_of_nothing_applies_a_credit()
    {
        await using var company = await WithInvoice();
        await company.Write("creditmemo", Bodies.Invoice("1", "30"));
        await company.Write("payment", Bodies.Payment("1", "0", ("Invoice", "1", "30"), ("CreditMemo", "2", "30")));
        Assert.Equal((70m, 70m), await Open(company));
        Assert.Equal(0m, (decimal)(await company.Read("creditmemo/2"))["RemainingCredit"]!);
    }

    [Fact]
    public async Task Payments_are_found_by_reference_and_customer()
    {
        await using var company = await WithInvoice();
        await company.Write("payment", """{"TotalAmt":1,"CustomerRef":{"value":"1"},"PaymentRefNum":"ch_1"}""");
        Assert.Equal(["2"], await company.Ids("Payment", "where PaymentRefNum = 'ch_1' and CustomerRef = '1'"));
    }

    [Fact]
    public async Task Deposited_money_cannot_be_changed_until_the_deposit_is_gone()
    {
        await using var company = await WithInvoice();
        await company.Write("payment", Bodies.Payment("1", "100", ("Invoice", "1", "100")));
        var deposit = await company.Write("deposit", """{"DepositToAccountRef":{"value":"35"},"Line":[{"Amount":100,"LinkedTxn":[{"TxnId":"2","TxnType":"Payment"}]},{"Amount":-3.2,"DetailType":"DepositLineDetail","DepositLineDetail":{"AccountRef":{"value":"61"}}}]}""");
        Assert.Equal(96.8m, (decimal)deposit["TotalAmt"]!);
        var token = (string)(await company.Read("payment/2"))["SyncToken"]!;
        foreach (var path in (string[])["payment", "payment?operation=void", "payment?operation=delete"])
            Assert.Equal("6540", (await company.Refused(path, $$"""{"Id":"2","SyncToken":"{{token}}","sparse":true,"PrivateNote":"x"}""")).Code);
        Assert.Equal("6540", (await company.Refused("deposit", """{"DepositToAccountRef":{"value":"35"},"Line":[{"Amount":100,"LinkedTxn":[{"TxnId":"2","TxnType":"Payment"}]}]}""")).Code);
        await company.Post("deposit?operation=delete", $$"""{"Id":"{{deposit["Id"]}}","SyncToken":"0"}""");
        token = (string)(await company.Read("payment/2"))["SyncToken"]!;
        await company.Write("payment", $$"""{"Id":"2","SyncToken":"{{token}}","sparse":true,"PrivateNote":"x"}""");
    }

    [Fact]
    public async Task Deposit_takes_only_undeposited_funds_in_full()
    {
        await using var company = await WithInvoice();
        await company.Write("salesreceipt", Bodies.Form("10", ""","DepositToAccountRef":{"value":"35"}"""));
        await company.Write("salesreceipt", Bodies.Form("10"));
        static string Deposit(string id, string amount) => $$"""{"DepositToAccountRef":{"value":"35"},"Line":[{"Amount":{{amount}},"LinkedTxn":[{"TxnId":"{{id}}","TxnType":"SalesReceipt"}]}]}""";
        Assert.Equal("6000", (await company.Refused("deposit", Deposit("2", "10"))).Code);
        Assert.Equal("6000", (await company.Refused("deposit", Deposit("3", "9"))).Code);
        await company.Write("deposit", Deposit("3", "10"));
    }
}
