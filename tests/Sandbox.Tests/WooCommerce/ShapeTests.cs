using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Tests.Driving;

namespace Sandbox.Tests.WooCommerce;

/// <summary>What the stand-in makes has the members of a real store's JSON, in its order and of its types.</summary>
public class ShapeTests
{
    [Fact]
    public async Task Orders_and_refunds_look_like_recorded_ones()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var (product, variation, customer) = await Furnish(sandbox);
        var order = await sandbox.ControlAsync(HttpMethod.Post, "orders", new
        {
            status = "processing",
            customer_id = customer,
            billing = new { country = "US", state = "CA", email = "a@example.test" },
            line_items = new object[] { new { product_id = variation, quantity = 1 }, new { product_id = product, quantity = 3, meta_data = new[] { new { key = "engraving", value = "To Ana" } } } },
            fee_lines = new[] { new { name = "Loyalty credit", total = "-3.00", tax_status = "none" } },
            shipping_lines = new[] { new { method_id = "flat_rate", method_title = "Flat rate", total = "7.50" } },
            coupon_lines = new[] { new { code = "SAVE10" } },
        });
        await sandbox.ControlAsync(HttpMethod.Post, $"orders/{order["id"]}/refunds", new
        {
            amount = "4.00",
            reason = "damaged",
            line_items = new[] { new { id = order["line_items"]![1]!["id"], quantity = 0, refund_total = "3.73", refund_tax = new[] { new { id = 3, refund_total = "0.27" } } } },
        });
        var read = await sandbox.ReadAsync($"orders/{order["id"]}");
        Same(Samples.Rest("order-54-with-refunds"), read, "order", except: ["line_items", "coupon_lines", "shipping_lines"]);
        Same(Samples.Rest("order-54-with-refunds")["line_items"]![0]!, read["line_items"]![0]!, "variation line");
        Same(Samples.Rest("order-53")["line_items"]![0]!, read["line_items"]![1]!, "simple line");
        Same(Samples.Rest("order-53")["coupon_lines"]![0]!, read["coupon_lines"]![0]!, "coupon line");
        Same(Samples.Rest("order-53")["shipping_lines"]![0]!, read["shipping_lines"]![0]!, "shipping line");
        Same(Samples.Rest("order-48-refunds")[0]!, (await sandbox.ReadAsync($"orders/{order["id"]}/refunds"))[0]!, "refund");
        Same(Samples.Rest("refunds-all")[4]!, (await sandbox.ReadAsync("refunds"))[0]!, "refund of all");
    }

    [Fact]
    public async Task Products_variations_customers_and_webhooks_look_like_recorded_ones()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var receiver = new RawReceiver();
        var (product, variation, customer) = await Furnish(sandbox);
        await sandbox.SendAsync(HttpMethod.Post, "webhooks", new JsonObject { ["topic"] = "coupon.deleted", ["delivery_url"] = receiver.Url });
        var parent = (long)(await sandbox.ReadAsync($"products/{variation}"))["parent_id"]!;
        Same(Samples.Rest("product-simple"), await sandbox.ReadAsync($"products/{product}"), "product", except: ["categories", "related_ids"]);
        Same(Samples.Rest("product-variable"), await sandbox.ReadAsync($"products/{parent}"), "variable product", except: ["categories", "related_ids"]);
        Same(Samples.Rest("product-variation-via-products"), await sandbox.ReadAsync($"products/{variation}"), "variation as product");
        Same(Samples.Rest("product-30-variations-p1")[0]!, (await sandbox.ReadAsync($"products/{parent}/variations"))[0]!, "variation");
        Same(Samples.Rest("customer-2"), await sandbox.ReadAsync($"customers/{customer}"), "customer");
        Same(Samples.Rest("webhooks")[0]!, (await sandbox.ReadAsync("webhooks"))[0]!, "webhook");
        Same(Samples.Rest("taxes")[0]!, (await sandbox.ReadAsync("taxes?orderby=id&order=asc"))[0]!, "tax");
    }

    private static async Task<(long Product, long Variation, long Customer)> Furnish(SandboxHost sandbox)
    {
        await sandbox.ControlAsync(HttpMethod.Post, "coupons", new { code = "save10", discount_type = "percent", amount = "10" });
        var product = await sandbox.ControlAsync(HttpMethod.Post, "products", new { name = "Plain Mug", sku = "MUG", regular_price = "14.00" });
        var parent = await sandbox.ControlAsync(HttpMethod.Post, "products", new
        {
            name = "Sneaker",
            type = "variable",
            sku = "SNK",
            attributes = new object[] { new { id = 1, name = "Color", slug = "pa_color", position = 0, visible = true, variation = true, options = new[] { "Red" } } },
        });
        var variation = await sandbox.ControlAsync(HttpMethod.Post, $"products/{parent["id"]}/variations",
            new { sku = "SNK-R", regular_price = "37.50", manage_stock = true, stock_quantity = 7, attributes = new object[] { new { id = 1, name = "Color", slug = "pa_color", option = "Red" } } });
        var customer = await sandbox.ControlAsync(HttpMethod.Post, "customers", new { email = "a@example.test", first_name = "Ana", billing = new { country = "US", state = "CA" } });
        return ((long)product["id"]!, (long)variation["id"]!, (long)customer["id"]!);
    }

    /// <summary>Same members in the same order and of the same JSON type; null stands for any.</summary>
    private static void Same(JsonNode recorded, JsonNode made, string where, string[]? except = null)
    {
        if (recorded is JsonObject expected && made is JsonObject actual)
        {
            Assert.Equal(where + ": " + string.Join(' ', expected.Select(member => member.Key)), where + ": " + string.Join(' ', actual.Select(member => member.Key)));
            foreach (var (name, value) in expected)
                if (value is not null && actual[name] is { } other && except?.Contains(name) != true) Same(value, other, $"{where}.{name}");
        }
        else if (recorded is JsonArray { Count: > 0 } list)
        {
            Assert.True(made is JsonArray { Count: > 0 }, $"{where} is empty");
            Same(list[0]!, made[0]!, where + "[]");
        }
        else
        {
            Assert.True(Kind(recorded) == Kind(made), $"{where}: {made.ToJsonString()} where a shop has {recorded.ToJsonString()}");
        }
    }

    private static JsonValueKind Kind(JsonNode node) => node.GetValueKind() is JsonValueKind.True ? JsonValueKind.False : node.GetValueKind();
}
