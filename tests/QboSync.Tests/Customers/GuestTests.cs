using QboSync.Talking;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Customers;

/// <summary>Whom orders without an account are booked on.</summary>
public sealed class GuestTests : BookingTest
{
    [Fact]
    public async Task One_customer_for_all_guests()
    {
        var flow = await StartAsync();
        await flow.MapAsync("""{"customers":{"guests":"catch_all","guest_name":"Web shop"}}""");

        await flow.OrderAsync(new Order(1) { Email = "a@example.test" });
        await flow.OrderAsync(new Order(2) { Email = "b@example.test" });
        await flow.OrderAsync(new Order(3) { Email = "c@example.test", CustomerId = 5 });

        Assert.Equal(["Web shop", "Jane Doe"], (await Books.AllAsync("Customer")).Select(customer => customer.Text("DisplayName")));
        Assert.Equal(2, (await Books.AllAsync("SalesReceipt")).Count(receipt => receipt.Text("CustomerRef", "name") == "Web shop"));
    }

    [Fact]
    public async Task One_customer_for_the_guests_of_a_day_in_the_shops_zone()
    {
        var flow = await StartAsync();
        await flow.MapAsync("""{"customers":{"guests":"per_day"}}""");

        await flow.OrderAsync(new Order(1) { Email = "a@example.test", Created = "2026-03-05T23:59:00" });
        await flow.OrderAsync(new Order(2) { Email = "b@example.test", Created = "2026-03-05T00:01:00" });
        await flow.OrderAsync(new Order(3) { Email = "", Created = "2026-03-06T00:01:00" });

        Assert.Equal(["WooCommerce guest 2026-03-05", "WooCommerce guest 2026-03-06"], (await Books.AllAsync("Customer")).Select(customer => customer.Text("DisplayName")));
    }

    [Fact]
    public async Task A_guest_customer_that_the_bookkeeper_has_is_used_and_one_whose_name_a_vendor_has_is_told_apart()
    {
        var own = await Books.EnterAsync("customer", new() { ["DisplayName"] = "WooCommerce guest 2026-03-05" });
        await Books.EnterAsync("vendor", new() { ["DisplayName"] = "WooCommerce guest 2026-03-06" });
        var flow = await StartAsync();
        await flow.MapAsync("""{"customers":{"guests":"per_day","first_contact":"ask"}}""");

        await flow.OrderAsync(new Order(1) { Created = "2026-03-05T12:00:00" });
        await flow.OrderAsync(new Order(2) { Created = "2026-03-06T12:00:00" });

        Assert.Equal([own.Text("DisplayName"), "WooCommerce guest 2026-03-06 (customer)"], (await Books.AllAsync("Customer")).Select(customer => customer.Text("DisplayName")));
    }

    [Fact]
    public async Task Guests_in_two_currencies_are_two_customers()
    {
        await Books.SettingsAsync("""{"preferences":{"CurrencyPrefs":{"MultiCurrencyEnabled":true}}}""");
        var flow = await StartAsync();
        await flow.MapAsync("""{"customers":{"guests":"catch_all"}}""");

        await flow.OrderAsync(new Order(1));
        await flow.OrderAsync(new Order(2) { Currency = "EUR" });
        await flow.OrderAsync(new Order(3) { Currency = "EUR" });

        Assert.Equal(["WooCommerce guest USD", "WooCommerce guest (EUR) EUR"], (await Books.AllAsync("Customer")).Select(customer => $"{customer.Text("DisplayName")} {customer.Ref("CurrencyRef")}"));
    }
}
