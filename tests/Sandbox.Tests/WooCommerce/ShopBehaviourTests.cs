using System.Text.Json.Nodes;
using Sandbox.Tests.Driving;

namespace Sandbox.Tests.WooCommerce;

/// <summary>What a real shop does and does not tell, as the facts about it were measured.</summary>
public class ShopBehaviourTests
{
    [Fact]
    public async Task A_paid_order_of_managed_stock_updates_the_product_and_a_completed_one_its_customer()
    {
        await using var shop = await Shop.OpenAsync();
        var customer = await shop.Post("customers", new { email = "a@example.test" });
        var product = await shop.Post("products", new { name = "Tea", regular_price = "33.33", manage_stock = true, stock_quantity = 7 });
        Assert.Equal(["customer.created", "customer.updated", "product.created"], await shop.Told());
        shop.Sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        var order = await shop.Post("orders", new { customer_id = customer["id"], set_paid = true, line_items = new[] { new { product_id = product["id"], quantity = 2 } } });
        Assert.Equal(["order.created", "order.updated", "product.updated"], await shop.Told());
        var sold = await shop.Sandbox.ReadAsync($"products/{product["id"]}");
        Assert.Equal((5, 2), ((int)sold["stock_quantity"]!, (int)sold["total_sales"]!));
        Assert.Equal("2026-11-22T15:00:05", (string?)sold["date_modified_gmt"]);
        Assert.Equal(("processing", "2026-11-22T15:00:05"), ((string?)order["status"], (string?)order["date_paid_gmt"]));
        await shop.Put($"orders/{order["id"]}", new { status = "completed" });
        Assert.Equal(["order.updated", "customer.updated"], await shop.Told());
        Assert.True((bool)(await shop.Sandbox.ReadAsync($"customers/{customer["id"]}"))["is_paying_customer"]!);
    }

    [Fact]
    public async Task Cash_on_delivery_is_paid_only_when_completed_and_on_hold_is_not_paid()
    {
        await using var shop = await Shop.OpenAsync();
        var lines = new[] { new { name = "Mug", quantity = 1, total = "14.00" } };
        var cash = await shop.Post("orders", new { status = "processing", payment_method = "cod", line_items = lines });
        var hold = await shop.Post("orders", new { status = "on-hold", payment_method = "bacs", line_items = lines });
        Assert.Null(cash["date_paid_gmt"]);
        Assert.Null(hold["date_paid_gmt"]);
        Assert.NotNull((await shop.Put($"orders/{cash["id"]}", new { status = "completed" }))["date_paid_gmt"]);
        Assert.NotNull((await shop.Put($"orders/{hold["id"]}", new { status = "processing" }))["date_paid_gmt"]);
    }

    [Fact]
    public async Task A_refund_moves_the_order_and_is_told_and_taking_it_back_does_neither()
    {
        await using var shop = await Shop.OpenAsync();
        var order = await shop.Post("orders", new { set_paid = true, line_items = new[] { new { name = "Mug", quantity = 2, total = "20.00" } } });
        await shop.Told();
        shop.Sandbox.Clock.Advance(TimeSpan.FromSeconds(9));
        var refund = await shop.Post($"orders/{order["id"]}/refunds", new { amount = "5.00", reason = "goodwill" });
        Assert.Equal(["order.updated"], await shop.Told());
        var refunded = await shop.Sandbox.ReadAsync($"orders/{order["id"]}");
        Assert.Equal(("2026-11-22T15:00:09", "20.00", "processing"), ((string?)refunded["date_modified_gmt"], (string?)refunded["total"], (string?)refunded["status"]));
        Assert.Equal("-5.00", (string?)refunded["refunds"]![0]!["total"]);
        shop.Sandbox.Clock.Advance(TimeSpan.FromSeconds(9));
        await shop.Sandbox.ControlAsync(HttpMethod.Delete, $"orders/{order["id"]}/refunds/{refund["id"]}");
        Assert.Empty(await shop.Told());
        var after = await shop.Sandbox.ReadAsync($"orders/{order["id"]}");
        Assert.Empty(after["refunds"]!.AsArray());
        Assert.Equal("2026-11-22T15:00:09", (string?)after["date_modified_gmt"]);
        await shop.Post($"orders/{order["id"]}/refunds", new { amount = "20.00" });
        Assert.Equal("refunded", (string?)(await shop.Sandbox.ReadAsync($"orders/{order["id"]}"))["status"]);
        await SandboxHost.RefusedAsync(await shop.Sandbox.TryControlAsync(HttpMethod.Post, $"/control/woocommerce/orders/{order["id"]}/refunds", new { amount = "0.01" }), 400, "woocommerce_rest_cannot_create_order_refund");
    }

    [Fact]
    public async Task A_deleted_customers_orders_go_to_nobody_with_a_new_date_and_without_a_word()
    {
        await using var shop = await Shop.OpenAsync();
        var customer = await shop.Post("customers", new { email = "a@example.test" });
        var order = await shop.Post("orders", new { customer_id = customer["id"] });
        await shop.Told();
        shop.Sandbox.Clock.Advance(TimeSpan.FromSeconds(9));
        await shop.Sandbox.ControlAsync(HttpMethod.Delete, $"customers/{customer["id"]}");
        Assert.Equal(["customer.deleted"], await shop.Told());
        var after = await shop.Sandbox.ReadAsync($"orders/{order["id"]}");
        Assert.Equal((0, "2026-11-22T15:00:09"), ((int)after["customer_id"]!, (string?)after["date_modified_gmt"]));
    }

    [Fact]
    public async Task A_force_deleted_product_is_forgotten_by_orders_without_a_date_or_a_word()
    {
        await using var shop = await Shop.OpenAsync();
        var product = await shop.Post("products", new { name = "Third Price", sku = "THIRD", regular_price = "10.33" });
        var order = await shop.Post("orders", new { line_items = new[] { new { product_id = product["id"], quantity = 1 } } });
        await shop.Told();
        shop.Sandbox.Clock.Advance(TimeSpan.FromSeconds(9));
        await shop.Sandbox.ControlAsync(HttpMethod.Delete, $"products/{product["id"]}?force=true");
        Assert.Empty(await shop.Told());
        await SandboxHost.RefusedAsync(await shop.Sandbox.GetAsync($"products/{product["id"]}"), 404, "woocommerce_rest_product_invalid_id");
        var after = await shop.Sandbox.ReadAsync($"orders/{order["id"]}");
        var line = after["line_items"]![0]!;
        Assert.Equal((0, null, "Third Price"), ((int)line["product_id"]!, (string?)line["sku"], (string?)line["name"]));
        Assert.Equal((string?)order["date_modified_gmt"], (string?)after["date_modified_gmt"]);
    }

    [Fact]
    public async Task A_variations_edit_is_told_as_a_product_and_moves_its_parents_date()
    {
        await using var shop = await Shop.OpenAsync();
        var parent = await shop.Post("products", new { name = "Hoodie", type = "variable" });
        var variation = await shop.Post($"products/{parent["id"]}/variations", new { regular_price = "31.00", attributes = new[] { new { name = "Size", option = "S" } } });
        await shop.Told();
        shop.Sandbox.Clock.Advance(TimeSpan.FromSeconds(9));
        await shop.Put($"products/{variation["id"]}", new { regular_price = "30.00" });
        Assert.Equal(["product.updated"], await shop.Told());
        var after = await shop.Sandbox.ReadAsync($"products/{parent["id"]}");
        Assert.Equal(("2026-11-22T15:00:09", "30.00", ""), ((string?)after["date_modified_gmt"], (string?)after["price"], (string?)after["regular_price"]));
    }

    [Fact]
    public async Task A_checkout_draft_is_created_twice()
    {
        await using var shop = await Shop.OpenAsync();
        var order = await shop.Post("orders", new { status = "checkout-draft", created_via = "store-api" });
        Assert.Equal(["order.updated", "order.created"], await shop.Told());
        await shop.Put($"orders/{order["id"]}", new { status = "processing" });
        Assert.Equal(["order.updated", "order.created"], await shop.Told());
    }

    [Fact]
    public async Task A_webhook_whose_owner_lost_his_rights_signs_an_error()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Sandbox.ControlAsync(HttpMethod.Patch, "delivery", new { owner = "weak" });
        await shop.Post("orders", new { });
        await shop.Told();
        Assert.Equal(File.ReadAllText(Path.Combine(Samples.Directory, "deliveries", "0178-order.updated.body")), shop.Receiver.Deliveries[^1].Text);
    }

    [Fact]
    public async Task Actions_tell_of_force_deletes_and_no_op_edits_are_told_too()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Post("webhooks", new { topic = "action.woocommerce_delete_order", delivery_url = shop.Receiver.Url, secret = "s" });
        var order = await shop.Post("orders", new { });
        await shop.Told();
        await shop.Put($"orders/{order["id"]}", new { });
        Assert.Equal(["order.updated"], await shop.Told());
        await shop.Sandbox.ControlAsync(HttpMethod.Delete, $"orders/{order["id"]}?force=true");
        Assert.Equal(["action.woocommerce_delete_order"], await shop.Told());
        Assert.Equal($"{{\"action\":\"woocommerce_delete_order\",\"arg\":{order["id"]}}}", shop.Receiver.Deliveries[^1].Text);
    }

    [Fact]
    public async Task Lines_can_be_changed_added_and_taken_out_and_the_order_adds_up_again()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Post("coupons", new { code = "save10", discount_type = "percent", amount = "10" });
        var order = await shop.Post("orders", new
        {
            billing = new { country = "US", state = "NY" },
            line_items = new[] { new { name = "Mug", quantity = 1, total = "14.00" }, new { name = "Tea", quantity = 2, total = "66.66" } },
            coupon_lines = new[] { new { code = "save10" } },
        });
        Assert.Equal(("72.59", "8.07", "6.43"), ((string?)order["line_items"]!.AsArray().Sum(line => decimal.Parse((string)line!["total"]!)).ToString(), (string?)order["discount_total"], (string?)order["total_tax"]));
        var changed = await shop.Put($"orders/{order["id"]}", new
        {
            line_items = new object[] { new { id = order["line_items"]![0]!["id"], quantity = 0 }, new { id = order["line_items"]![1]!["id"], quantity = 1 }, new { name = "Wrap", quantity = 1, total = "3.00" } },
        });
        Assert.Equal(["Tea", "Wrap"], changed["line_items"]!.AsArray().Select(line => (string)line!["name"]!));
        Assert.Equal((string?)order["line_items"]![1]!["id"]!.ToJsonString(), changed["line_items"]![0]!["id"]!.ToJsonString());
        Assert.Equal(("30.00", "3.63"), ((string?)changed["line_items"]![0]!["total"], (string?)changed["discount_total"]));
    }

    [Fact]
    public async Task Things_can_be_done_in_the_past_but_not_in_the_future()
    {
        await using var shop = await Shop.OpenAsync();
        var order = await shop.Post("orders?at=2026-11-01T03:30:00Z", new { });
        Assert.Equal(("2026-10-31T23:30:00", "2026-11-01T03:30:00"), ((string?)order["date_created"], (string?)order["date_created_gmt"]));
        await SandboxHost.RefusedAsync(await shop.Sandbox.TryControlAsync(HttpMethod.Post, "/control/woocommerce/orders?at=2030-01-01T00:00:00Z", new { }), 400, "sandbox_invalid_time");
    }
}
