using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Pricing;

namespace Sandbox.WooCommerce.Selling;

/// <summary>Refunds of orders. The amount is not held against the lines: WooCommerce does not do so either.</summary>
internal sealed class RefundDesk(ShopData data, ShopClock clock, OrderProgress progress)
{
    /// <summary>
    /// Refunds <c>amount</c> (positive, gross) with <c>reason</c> and <c>line_items</c> of <c>{id, quantity, refund_total, refund_tax:[{id,
    /// refund_total}]}</c>. The last cent makes the order <c>refunded</c>.
    /// </summary>
    public JsonObject Create(long orderId, JsonObject request, Change change)
    {
        var order = data.Get(Kinds.Orders, orderId) ?? throw new WooRefusal(404, "woocommerce_rest_invalid_order_id", "Invalid order ID.");
        var left = (order.Amount("total") ?? 0) + order.Objects("refunds").Sum(known => known.Amount("total") ?? 0);
        var items = request.Objects("line_items").ToList();
        var amount = Rounding.Cents(request.Amount("amount") ?? items.Sum(item => (item.Amount("refund_total") ?? 0) + item.Objects("refund_tax").Sum(tax => tax.Amount("refund_total") ?? 0)));
        if (amount <= 0) throw new WooRefusal(400, "woocommerce_rest_invalid_order_refund", "Refund amount must be greater than zero.");
        if (amount > left) throw new WooRefusal(400, "woocommerce_rest_cannot_create_order_refund", "Invalid refund amount.");

        var refund = new JsonObject { ["id"] = data.NextId(Sequences.Posts), ["parent_id"] = orderId };
        clock.Stamp(refund, "date_created", change.At);
        refund["amount"] = Money.Text(amount);
        refund["reason"] = request.Text("reason");
        refund["refunded_by"] = 1;
        refund["refunded_payment"] = false;
        refund["meta_data"] = new JsonArray();
        MetaData.Set(data, refund, "_refund_type", amount == left ? "full" : "partial");
        refund["line_items"] = Lines(order, "line_items", items);
        refund["shipping_lines"] = Lines(order, "shipping_lines", items);
        var lines = refund.Objects("line_items").Concat(refund.Objects("shipping_lines")).ToList();
        refund["tax_lines"] = Taxes(order, lines);
        refund["fee_lines"] = Lines(order, "fee_lines", items);
        data.Put(Kinds.Refunds, refund);

        var tax = lines.Concat(refund.Objects("fee_lines")).Sum(line => line.Amount("total_tax") ?? 0);
        var known = order["refunds"] as JsonArray ?? [];
        var listed = new JsonArray { (JsonNode)new JsonObject { ["id"] = refund.Number("id"), ["reason"] = refund.Text("reason"), ["total"] = Money.Text(-amount), ["total_tax"] = Money.Text(tax) } };
        foreach (var earlier in known) listed.Add(earlier!.DeepClone()); // the newest comes first
        order["refunds"] = listed;
        change.Raise("order.updated", orderId);
        if (amount == left) progress.Take(order, "refunded", change);
        clock.Touch(order, change.At);
        data.Put(Kinds.Orders, order);
        return refund;
    }

    /// <summary>Takes a refund back. Nothing tells of it, and the order's date stays.</summary>
    public JsonObject Delete(long orderId, long id)
    {
        var refund = data.Need(Kinds.Refunds, id);
        if (refund.Number("parent_id") != orderId) throw WooRefusal.NoSuch(Kinds.Refunds);
        data.Remove(Kinds.Refunds, id);
        if (data.Get(Kinds.Orders, orderId) is { } order)
        {
            order["refunds"] = new JsonArray([.. order.Objects("refunds").Where(known => known.Number("id") != id).Select(known => known.DeepClone())]);
            data.Put(Kinds.Orders, order);
        }
        return refund;
    }

    private JsonArray Lines(JsonObject order, string name, List<JsonObject> items)
    {
        var lines = new JsonArray();
        foreach (var item in items)
        {
            if (order.Objects(name).FirstOrDefault(line => line.Number("id") == item.Number("id")) is not { } original) continue;
            var line = original.DeepClone().AsObject();
            var total = Money.Text(-(item.Amount("refund_total") ?? 0));
            var taxes = item.Objects("refund_tax").ToList();
            var tax = Money.Text(-taxes.Sum(part => part.Amount("refund_total") ?? 0));
            line["id"] = data.NextId(Sequences.Items);
            if (line.ContainsKey("quantity")) line["quantity"] = -(item.Amount("quantity") ?? 0);
            if (line.ContainsKey("subtotal"))
            {
                line["subtotal"] = total;
                line["subtotal_tax"] = tax;
                line["price"] = item.Amount("quantity") is > 0 and var quantity ? JsonValue.Create((double)(item.Amount("refund_total") ?? 0) / (double)quantity) : 0;
            }
            line["total"] = total;
            line["total_tax"] = tax;
            line["taxes"] = new JsonArray([.. taxes.Select(part => (JsonNode)new JsonObject
            {
                ["id"] = part.Number("id"),
                ["total"] = Money.Text(-(part.Amount("refund_total") ?? 0)),
                ["subtotal"] = name == "line_items" ? Money.Text(-(part.Amount("refund_total") ?? 0)) : "",
            })]);
            line["meta_data"] = new JsonArray(MetaData.OfItem(data, "_refunded_item_id", item.Number("id").ToString(CultureInfo.InvariantCulture)));
            lines.Add((JsonNode)line);
        }
        return lines;
    }

    private JsonArray Taxes(JsonObject order, List<JsonObject> lines) => new([.. from taxed in order.Objects("tax_lines")
        let rate = taxed.Number("rate_id")
        where lines.SelectMany(line => line.Objects("taxes")).Any(tax => tax.Number("id") == rate)
        select (JsonNode)Tax(taxed, rate, lines)]);

    private JsonObject Tax(JsonObject taxed, long rate, List<JsonObject> lines)
    {
        decimal Sum(bool shipping) => lines.Where(line => line.ContainsKey("method_id") == shipping).SelectMany(line => line.Objects("taxes"))
            .Where(tax => tax.Number("id") == rate).Sum(tax => tax.Amount("total") ?? 0);
        var line = taxed.DeepClone().AsObject();
        line["id"] = data.NextId(Sequences.Items);
        line["tax_total"] = Money.Text(Sum(shipping: false));
        line["shipping_tax_total"] = Money.Text(Sum(shipping: true));
        return line;
    }
}
