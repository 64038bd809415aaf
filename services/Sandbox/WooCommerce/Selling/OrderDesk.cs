using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Selling;

/// <summary>
/// What happens to orders. Requests have the shape of WooCommerce's REST API. A checkout (<c>created_via</c> <c>store-api</c> or
/// <c>checkout</c>) raises <c>order.updated</c> before <c>order.created</c>, as a real storefront does.
/// </summary>
internal sealed class OrderDesk(ShopData data, ShopClock clock, ShopAddress address, ShopConfiguration configuration, OrderLines lines, OrderExtras extras, OrderPricing pricing, OrderProgress progress)
{
    private const string TrashedFrom = "_wp_trash_meta_status";
    private const string TrashedAt = "_wp_trash_meta_time";
    private static readonly string[] Writable = ["currency", "payment_method", "payment_method_title", "transaction_id", "customer_note", "created_via", "number"];
    private static readonly string[] Statuses = ["pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed", "checkout-draft", "auto-draft"];

    public JsonObject Place(JsonObject request, Change change)
    {
        var settings = configuration.Current;
        var order = OrderShape.Empty(data.NextId(Sequences.Posts), address.Home);
        order["currency"] = settings.Currency;
        order["currency_symbol"] = settings.CurrencySymbol;
        order["prices_include_tax"] = settings.PricesIncludeTax;
        clock.Stamp(order, "date_created", change.At);
        clock.Stamp(order, "date_modified", change.At);
        var customer = request.Number("customer_id") is > 0 and var customerId
            ? data.Get(Kinds.Customers, customerId) ?? throw new WooRefusal(400, "woocommerce_rest_invalid_customer_id", "Customer ID is invalid.")
            : null;
        order["customer_id"] = customer?.Number("id") ?? 0;
        var billing = Address.Billing(request["billing"] as JsonObject ?? customer?["billing"] as JsonObject, customer: false);
        order["billing"] = billing;
        order["shipping"] = Address.Shipping(request["shipping"] as JsonObject ?? (request.ContainsKey("billing") ? null : customer?["shipping"] as JsonObject), customer: false);
        Overlay(order, request);
        extras.Apply(order, request);
        var taxes = pricing.Taxes();
        var coupons = order["coupon_lines"]!.AsArray().Count > 0;
        pricing.Price(order, [.. request.Objects("line_items").Select(line => lines.FromRequest(line, taxes, coupons))]);
        order["needs_processing"] = progress.NeedsProcessing(order);

        var storefront = order.Text("created_via") is "store-api" or "checkout";
        var id = order.Number("id");
        var first = storefront ? "order.updated" : "order.created";
        change.Raise(first, id);
        change.Raise(storefront ? "order.created" : "order.updated", id);
        OrderShape.Settle(order);
        if (request.TextOrNull("status") is { } status) progress.Take(order, Known(status), change);
        if (request.Flag("set_paid")) progress.Pay(order, change);
        data.Put(Kinds.Orders, order);
        return order;
    }

    public JsonObject Update(long id, JsonObject request, Change change)
    {
        var order = data.Need(Kinds.Orders, id);
        var draft = order.Text("status") == "checkout-draft";
        change.Raise("order.updated", id);
        foreach (var name in (string[])["billing", "shipping"])
            order[name] = Address.Over(order[name]!.AsObject(), request[name] as JsonObject);
        if (request.TextOrNull("customer_id") is not null) order["customer_id"] = request.Number("customer_id");
        Overlay(order, request);
        if (((string[])["line_items", "shipping_lines", "fee_lines", "coupon_lines"]).Any(request.ContainsKey)) Reprice(order, request);
        if (request.TextOrNull("status") is { } status)
        {
            // A draft that becomes an order is "created" a second time: see the facts on checkout-draft.
            if (draft && status != "checkout-draft") change.Raise("order.created", id);
            progress.Take(order, Known(status), change);
        }
        if (request.Flag("set_paid")) progress.Pay(order, change);
        OrderShape.Settle(order);
        clock.Touch(order, change.At);
        data.Put(Kinds.Orders, order);
        return order;
    }

    public JsonObject Trash(long id, Change change)
    {
        var order = data.Need(Kinds.Orders, id);
        if (order.Text("status") == "trash") throw new WooRefusal(410, "woocommerce_rest_already_trashed", "The order has already been deleted.");
        MetaData.Set(data, order, TrashedFrom, "wc-" + order.Text("status"));
        MetaData.Set(data, order, TrashedAt, change.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        order["status"] = "trash";
        OrderShape.Settle(order);
        clock.Touch(order, change.At);
        data.Put(Kinds.Orders, order);
        change.Raise("order.deleted", id);
        return order;
    }

    public JsonObject Untrash(long id, Change change)
    {
        var order = data.Need(Kinds.Orders, id);
        if (order.Text("status") != "trash") throw new WooRefusal(400, "sandbox_not_in_trash", $"Order {id} is not in the trash.");
        order["status"] = (MetaData.Of(order, TrashedFrom) ?? "wc-pending")["wc-".Length..];
        MetaData.Remove(order, TrashedFrom);
        MetaData.Remove(order, TrashedAt);
        OrderShape.Settle(order);
        clock.Touch(order, change.At);
        data.Put(Kinds.Orders, order);
        change.Raise("order.restored", id);
        return order;
    }

    /// <summary>For good, with its refunds: no order topic tells of it.</summary>
    public JsonObject Delete(long id, Change change)
    {
        var order = data.Need(Kinds.Orders, id);
        data.Remove(Kinds.Orders, id);
        foreach (var refund in data.Rows(Kinds.Refunds).Where(row => row.ParentId == id)) data.Remove(Kinds.Refunds, refund.Id);
        change.Raise("action.woocommerce_delete_order", id);
        return order;
    }

    /// <summary>Lines with an id are changed (quantity 0 takes them out), lines without are added; everything is priced again.</summary>
    private void Reprice(JsonObject order, JsonObject request)
    {
        extras.Apply(order, request);
        var coupons = order["coupon_lines"]!.AsArray().Count > 0;
        var changes = request.Objects("line_items").ToList();
        var taxes = pricing.Taxes();
        var kept = order.Objects("line_items")
            .Select(line => lines.Again(line.DeepClone().AsObject(), changes.FirstOrDefault(change => change.Number("id") == line.Number("id")), coupons))
            .Where(line => line.Quantity != 0);
        pricing.Price(order, [.. kept, .. changes.Where(change => change.Number("id") == 0).Select(change => lines.FromRequest(change, taxes, coupons))]);
        order["needs_processing"] = progress.NeedsProcessing(order);
    }

    private void Overlay(JsonObject order, JsonObject request)
    {
        foreach (var name in Writable)
            if (request[name] is { } value) order[name] = value.DeepClone();
        MetaData.Apply(data, order, request);
    }

    private static string Known(string status) => Statuses.Contains(status) ? status : throw WooRefusal.Parameter(
        "status", $"status is not one of {string.Join(", ", Statuses[..^1])}, and {Statuses[^1]}.", "rest_not_in_enum");
}
