using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Selling;

/// <summary>What follows when an order takes a status: dates of payment and completion, stock, the customer's figures.</summary>
internal sealed class OrderProgress(ShopData data, ShopClock clock, ProductDesk products, CustomerDesk customers)
{
    private const string Reduced = "_reduced_stock";

    /// <summary>Marks it paid: <c>processing</c>, or <c>completed</c> where nothing needs to be sent.</summary>
    public void Pay(JsonObject order, Change change)
    {
        if (order["date_paid_gmt"] is null) clock.Stamp(order, "date_paid", change.At);
        if (order.Text("status") is "pending" or "on-hold" or "failed" or "cancelled" or "checkout-draft") Take(order, PaidStatus(order), change);
    }

    public void Take(JsonObject order, string status, Change change)
    {
        if (order.Text("status") == status) return;
        order["status"] = status;
        var paid = order.Text("payment_method") == "cod" ? "completed" : PaidStatus(order); // cash on delivery is paid when it is completed
        if (order["date_paid_gmt"] is null && (status == paid || (paid == "processing" && status == "completed"))) clock.Stamp(order, "date_paid", change.At);
        if (status == "completed") clock.Stamp(order, "date_completed", change.At);
        if (status is "processing" or "completed" or "on-hold") Stock(order, taken: true, change);
        if (status is "cancelled" or "pending") Stock(order, taken: false, change);
        if (status == "completed" && order.Number("customer_id") is > 0 and var customer) customers.Bought(customer, change);
        OrderShape.Settle(order);
    }

    /// <summary>Whether anything in it must be sent; decides what "paid" means.</summary>
    public bool NeedsProcessing(JsonObject order) => order.Objects("line_items").Any(line =>
    {
        var id = line.Number("variation_id") is > 0 and var variation ? variation : line.Number("product_id");
        return data.Get(Kinds.Products, id) is not { } product || !(product.Flag("virtual") && product.Flag("downloadable"));
    });

    private string PaidStatus(JsonObject order) => NeedsProcessing(order) ? "processing" : "completed";

    private void Stock(JsonObject order, bool taken, Change change)
    {
        foreach (var line in order.Objects("line_items"))
        {
            var id = line.Number("variation_id") is > 0 and var variation ? variation : line.Number("product_id");
            var reduced = MetaData.Of(line, Reduced);
            if (taken == reduced is not null || id == 0) continue;
            var quantity = line.Amount("quantity") ?? 0;
            if (!products.Sold(id, taken ? quantity : -quantity, change)) continue;
            if (taken) line["meta_data"]!.AsArray().Add((JsonNode)MetaData.OfItem(data, Reduced, line.Text("quantity")));
            else MetaData.Remove(line, Reduced);
        }
    }
}
