using Contracts;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Booking;

/// <summary>Payment methods and where their money goes.</summary>
public sealed class PaymentMethodTests : BookingTest
{
    [Fact]
    public async Task Each_method_of_the_shop_has_its_own_account_and_the_star_is_for_the_rest()
    {
        var flow = await StartAsync();
        var banks = (await Books.AllAsync("Account")).Where(account => account.Text("AccountType") == "Bank").Select(account => account.Id()).ToList();
        await flow.SetMappingAsync($$$$"""{"payment_methods":{"stripe":{"method":"Visa","deposit":"{{{{banks[0]}}}}"},"*":{"deposit":"{{{{banks[1]}}}}"}}}""");

        await flow.OrderAsync(new Order(1) { Method = "stripe" });
        await flow.OrderAsync(new Order(2) { Method = "paypal" });

        var receipts = await Books.AllAsync("SalesReceipt");
        Assert.Equal(banks.Take(2), receipts.Select(receipt => receipt.Ref("DepositToAccountRef")));
        Assert.Equal(["3", null], receipts.Select(receipt => receipt.Ref("PaymentMethodRef")));
    }

    [Fact]
    public async Task A_refund_comes_from_the_account_that_the_sale_went_to_also_after_the_mapping_changed()
    {
        var flow = await StartAsync();
        var banks = (await Books.AllAsync("Account")).Where(account => account.Text("AccountType") == "Bank").Select(account => account.Id()).ToList();
        await flow.SetMappingAsync($$$$"""{"payment_methods":{"stripe":{"deposit":"{{{{banks[0]}}}}"}}}""");
        var order = new Order(3) { Method = "stripe" };
        var first = await flow.OrderAsync(order);

        await flow.SetMappingAsync($$$$"""{"payment_methods":{"stripe":{"deposit":"{{{{banks[1]}}}}"}}}""");
        await flow.OrderAsync(order with { Refunds = [new(90, 12.00m, [])] }, externalId: first.ExternalId);

        Assert.Equal((await Books.OneAsync("SalesReceipt")).Ref("DepositToAccountRef"), (await Books.OneAsync("RefundReceipt")).Ref("DepositToAccountRef"));
    }

    [Fact]
    public async Task A_method_that_QuickBooks_does_not_have_is_made_once()
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"payment_methods":{"stripe":{"method":"Stripe"},"woocommerce_payments":{"method":"stripe"}}}""");

        var results = await flow.WorkAsync(Entities.Orders, [.. Enumerable.Range(1, 8).Select(id =>
            Instance.Item(Entities.Orders, id, new Order(id) { Method = id % 2 == 0 ? "stripe" : "woocommerce_payments" }.Json()))]);

        Assert.All(results, result => Assert.True(result.Fault is null, result.Fault?.Message));
        var made = Assert.Single(await Books.AllAsync("PaymentMethod"), method => method.Text("Name") == "Stripe" || method.Text("Name") == "stripe");
        Assert.All(await Books.AllAsync("SalesReceipt"), receipt => Assert.Equal(made.Id(), receipt.Ref("PaymentMethodRef")));
    }

    [Theory]
    [InlineData("A name of more than thirty-one characters")]
    [InlineData("99")]
    public async Task A_method_that_cannot_be_made_is_named(string name)
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync($$$$"""{"payment_methods":{"stripe":{"method":"{{{{name}}}}"}}}""");

        var held = await flow.OrderAsync(new Order(4) { Method = "stripe" });

        Assert.Equal((FaultKind.MappingMissing, "payment_method_missing"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Contains(name, held.Fault.Message);
    }
}
