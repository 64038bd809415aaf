using System.Text.Json.Nodes;
using Contracts;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Booking;

/// <summary>What gateways keep, as an expense.</summary>
public sealed class GatewayFeeTests : BookingTest
{
    private static readonly Order Paid = new(1) { Method = "stripe", Meta = new() { ["_stripe_fee"] = "0.65", ["_stripe_currency"] = "USD" } };

    [Fact]
    public async Task A_fee_is_an_expense_paid_from_the_clearing_account_once()
    {
        var (flow, bank, expense) = await StartWithAccountsAsync();

        var first = await flow.OrderAsync(Paid);
        var again = await flow.OrderAsync(Paid, externalId: first.ExternalId);

        Assert.Equal((RecordOutcome.Created, "unchanged"), (first.Outcome, again.Code));
        var fee = await Books.OneAsync("Purchase");
        Assert.Equal((0.65m, bank, "2026-11-21"), (fee.Amount("TotalAmt"), fee.Ref("AccountRef"), fee.Text("TxnDate")));
        Assert.Equal(expense, fee["Line"]![0]!.AsObject().Text("AccountBasedExpenseLineDetail", "AccountRef", "value"));
        Assert.StartsWith("WooCommerce order 1 | store-1 | Purchase 1", fee.Text("PrivateNote"));
        Assert.Equal(bank, (await Books.OneAsync("SalesReceipt")).Ref("DepositToAccountRef"));
    }

    [Fact]
    public async Task A_fee_that_comes_later_or_changes_is_followed()
    {
        var (flow, _, _) = await StartWithAccountsAsync();
        var first = await flow.OrderAsync(Paid with { Meta = [] });
        Assert.Empty(await Books.AllAsync("Purchase"));

        var told = await flow.OrderAsync(Paid, externalId: first.ExternalId);
        var more = await flow.OrderAsync(Paid with { Meta = new() { ["_stripe_fee"] = "0.80" } }, externalId: first.ExternalId);

        Assert.Equal((RecordOutcome.Updated, RecordOutcome.Updated), (told.Outcome, more.Outcome));
        Assert.Equal(0.80m, (await Books.OneAsync("Purchase")).Amount("TotalAmt"));
    }

    [Fact]
    public async Task Fees_are_off_unless_asked_for()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(Paid);
        Assert.Empty(await Books.AllAsync("Purchase"));
    }

    [Fact]
    public async Task What_is_missing_is_named_and_the_order_is_booked_all_the_same()
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"gateway_fees":{"enabled":true}}""");
        var noClearing = await flow.OrderAsync(Paid);
        Assert.Equal((FaultKind.MappingMissing, "gateway_fee_account"), (noClearing.Fault!.Kind, noClearing.Fault.Code));
        Assert.Contains("payment_methods.stripe.deposit", noClearing.Fault.Message);

        var bank = (await Books.AllAsync("Account")).First(account => account.Text("AccountType") == "Bank").Id();
        await flow.SetMappingAsync($$$$$$"""{"gateway_fees":{"enabled":true},"accounts":{"deposit":"{{{{{{bank}}}}}}"}}""");
        Assert.Contains("gateway_fees.expense_account", (await flow.OrderAsync(Paid)).Fault!.Message);

        await Books.OneAsync("SalesReceipt");
        Assert.Empty(await Books.AllAsync("Purchase"));
    }

    [Fact]
    public async Task A_vendor_is_named_on_the_expense_and_must_exist()
    {
        var (flow, bank, expense) = await StartWithAccountsAsync();
        await flow.SetMappingAsync(Mapping(bank, expense, ""","vendor":"Stripe, Inc." """));
        Assert.Equal("vendor_missing", (await flow.OrderAsync(Paid)).Fault!.Code);

        var vendor = await Books.EnterAsync("vendor", new() { ["DisplayName"] = "Stripe, Inc." });
        Assert.Null((await flow.OrderAsync(Paid)).Fault);

        Assert.Equal(vendor.Id(), (await Books.OneAsync("Purchase")).Ref("EntityRef"));
    }

    [Fact]
    public async Task A_fee_in_a_currency_that_the_company_does_not_keep_is_not_booked()
    {
        var (flow, _, _) = await StartWithAccountsAsync();

        var held = await flow.OrderAsync(Paid with { Meta = new() { ["_stripe_fee"] = "0.65", ["_stripe_currency"] = "EUR" } });

        Assert.Equal((FaultKind.MappingMissing, "gateway_fee_currency"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Empty(await Books.AllAsync("Purchase"));
    }

    [Fact]
    public async Task A_fee_that_cannot_be_read_names_the_field()
    {
        var (flow, _, _) = await StartWithAccountsAsync();

        var held = await flow.OrderAsync(Paid with { Meta = new() { ["_stripe_fee"] = "0,65" } });

        Assert.Equal((FaultKind.Invalid, "gateway_fee_unreadable"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Contains("_stripe_fee", held.Fault.Message);
    }

    [Fact]
    public async Task A_fee_whose_answer_was_lost_is_not_booked_twice()
    {
        var (flow, _, _) = await StartWithAccountsAsync();
        Books.Next(Mishap.CommitThenDrop("Purchase"));

        Assert.Equal("no_answer", (await flow.OrderAsync(Paid)).Fault!.Code);
        WaitOutDoubt();
        Assert.Null((await flow.OrderAsync(Paid)).Fault);

        await Books.OneAsync("Purchase");
    }

    private async Task<(Instance Flow, string Bank, string Expense)> StartWithAccountsAsync()
    {
        var flow = await StartAsync();
        var accounts = await Books.AllAsync("Account");
        var bank = accounts.First(account => account.Text("AccountType") == "Bank").Id();
        var expense = accounts.First(account => account.Text("AccountType") == "Expense").Id();
        await flow.SetMappingAsync(Mapping(bank, expense, ""));
        return (flow, bank, expense);
    }

    private static string Mapping(string bank, string expense, string more) =>
        $$$$$$"""{"payment_methods":{"stripe":{"deposit":"{{{{{{bank}}}}}}"}},"gateway_fees":{"enabled":true,"expense_account":"{{{{{{expense}}}}}}"{{{{{{more}}}}}}}}""";
}
