namespace Sandbox.Tests.QuickBooks;

public sealed class CreditTests
{
    private static async Task<CompanyHost> Applying()
    {
        var company = await CompanyHost.Start();
        await company.Settings("""{"preferences":{"SalesFormsPrefs":{"AutoApplyCredit":true}}}""");
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Write("customer", Bodies.Customer("Ben"));
        return company;
    }

    private static async Task<decimal> Balance(CompanyHost company, string path) => (decimal)(await company.Read(path))["Balance"]!;

    [Fact]
    public async Task New_credit_pays_the_oldest_open_invoices_by_a_payment_of_nothing()
    {
        await using var company = await Applying();
        await company.Write("invoice", Bodies.Invoice("1", "30"));
        await company.Write("invoice", Bodies.Invoice("1", "50"));
        await company.Write("invoice", Bodies.Invoice("2", "99"));
        var credit = await company.Write("creditmemo", Bodies.Invoice("1", "45"));
        Assert.Equal((0m, 0m), ((decimal)credit["RemainingCredit"]!, (decimal)credit["Balance"]!));
        Assert.Equal((0m, 35m, 99m, 35m), (await Balance(company, "invoice/1"), await Balance(company, "invoice/2"), await Balance(company, "invoice/3"), await Balance(company, "customer/1")));
        var payment = await company.Read("payment/5");
        Assert.Equal((0m, 0m, 3), ((decimal)payment["TotalAmt"]!, (decimal)payment["UnappliedAmt"]!, payment["Line"]!.AsArray().Count));
    }

    [Fact]
    public async Task New_invoice_uses_the_open_credits()
    {
        await using var company = await Applying();
        await company.Write("creditmemo", Bodies.Invoice("1", "45"));
        var invoice = await company.Write("invoice", Bodies.Invoice("1", "30"));
        Assert.Equal(0m, (decimal)invoice["Balance"]!);
        Assert.Equal(15m, (decimal)(await company.Read("creditmemo/1"))["RemainingCredit"]!);
    }

    [Fact]
    public async Task Nothing_is_applied_where_the_company_does_not()
    {
        await using var company = await Applying();
        await company.Settings("""{"preferences":{"SalesFormsPrefs":{"AutoApplyCredit":false}}}""");
        await company.Write("invoice", Bodies.Invoice("1", "30"));
        await company.Write("creditmemo", Bodies.Invoice("1", "45"));
        Assert.Equal((30m, 45m), (await Balance(company, "invoice/1"), await Balance(company, "creditmemo/2")));
    }

    [Fact]
    public async Task Credit_beyond_what_is_paid_with_it_is_refused()
    {
        await using var company = await Applying();
        await company.Settings("""{"preferences":{"SalesFormsPrefs":{"AutoApplyCredit":false}}}""");
        await company.Write("invoice", Bodies.Invoice("1", "30"));
        await company.Write("creditmemo", Bodies.Invoice("1", "45"));
        Assert.Equal("6000", (await company.Refused("payment", Bodies.Payment("1", "0", ("Invoice", "1", "30"), ("CreditMemo", "2", "45")))).Code);
        await company.Write("payment", Bodies.Payment("1", "0", ("Invoice", "1", "30"), ("CreditMemo", "2", "30")));
        Assert.Equal((0m, 15m), (await Balance(company, "invoice/1"), await Balance(company, "creditmemo/2")));
    }
}
