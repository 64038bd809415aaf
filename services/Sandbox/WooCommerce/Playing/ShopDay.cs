using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Delivering;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Playing;

/// <summary>
/// A day of a shop: opening (webhooks, goods, customers), orders, what becomes of them, and deliveries that come twice, late and out of
/// order. Its times lie between the site's midnight and now, so that everything is of today in the shop's own zone.
/// </summary>
internal sealed class ShopDay(
    ShopData data, ShopFloor floor, ShopClock clock, ShopConfiguration configuration, DayGoods goods, DayAfternoon afternoon, OrderDesk orders,
    ProductDesk products, CustomerDesk customers, WebhookDesk webhooks, DeliveryQueue queue, DeliveryRunner runner, DeliveryLog log)
{
    private static readonly string[] Announced =
    [
        "order.created", "order.updated", "order.deleted", "order.restored", "product.created", "product.updated", "product.deleted",
        "product.restored", "customer.created", "customer.updated", "customer.deleted",
    ];

    private readonly SemaphoreSlim _one = new(1);

    public async Task<JsonObject> PlayAsync(DayPlan plan, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        var switches = queue.Switches;
        try
        {
            if (plan.DeliveryUrl is { } url) await Announce(url, plan.Secret, cancellation);
            queue.Switches = switches with { Hold = true }; // what is sent, and in which order, then depends on the seed alone
            var (start, end) = Hours();
            var sent = 0;
            async Task Deliver(bool reverse)
            {
                queue.Switches = switches with { Hold = true, Reverse = reverse || switches.Reverse };
                if (!switches.Hold) sent += await runner.RunAsync(evenHeld: true, cancellation);
            }

            var stock = goods.Stock(start);
            var known = goods.Customers(start);
            goods.Coupons(start);
            await Deliver(reverse: false);

            var random = new Random(plan.Seed);
            var noon = start + (end - start) * 0.6;
            var placed = new List<(long Id, DayOrders.Later Later)>();
            for (var i = 0; i < plan.Orders; i++)
            {
                var (request, later) = DayOrders.Make(i, random, stock, known);
                var at = start + (noon - start) * ((i + 1.0) / plan.Orders);
                placed.Add((floor.Do(at, change => orders.Place(request, change)).Number("id"), later));
            }
            await Deliver(reverse: false);
            var morning = placed.Where(order => order.Later != DayOrders.Later.Nothing).Take(3).Select(order => log.Newest("order.created", order.Id)).ToList();

            var changed = placed.Where(order => order.Later != DayOrders.Later.Nothing).ToList();
            for (var i = 0; i < changed.Count; i++) afternoon.Happen(changed[i].Id, changed[i].Later, noon + (end - noon) * ((i + 1.0) / (changed.Count + 1)));
            floor.Do(end, change => products.Update(stock[0].Id, new JsonObject { ["regular_price"] = "14.50" }, change));
            floor.Do(end, change => customers.Update(known[2], new JsonObject { ["billing"] = new JsonObject { ["phone"] = "+1 555 9999" } }, change));
            await Deliver(reverse: true);

            foreach (var stale in morning.OfType<JsonObject>()) queue.EnqueueAgain(stale.Number("webhook_id"), stale.Number("resource_id"), stale);
            await Deliver(reverse: false);
            return Report(placed.Select(order => order.Id), stock, known, sent);
        }
        finally
        {
            queue.Switches = switches;
            _one.Release();
        }
    }

    private async Task Announce(string url, string secret, CancellationToken cancellation)
    {
        var standing = data.Rows(Kinds.Webhooks).Select(row => data.Need(Kinds.Webhooks, row.Id)).Where(webhook => webhook.Text("delivery_url") == url).Select(webhook => webhook.Text("topic")).ToHashSet();
        foreach (var topic in Announced.Where(topic => !standing.Contains(topic)))
            await webhooks.CreateAsync(new JsonObject { ["name"] = $"Platform: {topic}", ["topic"] = topic, ["delivery_url"] = url, ["secret"] = secret }, cancellation);
    }

    private (DateTimeOffset Start, DateTimeOffset End) Hours()
    {
        var local = TimeZoneInfo.ConvertTime(clock.Now, configuration.Zone);
        var midnight = new DateTimeOffset(local.Date, local.Offset);
        return (local.AddHours(-8) < midnight ? midnight : local.AddHours(-8), local);
    }

    private JsonObject Report(IEnumerable<long> placed, IReadOnlyList<(long Id, string Sku)> stock, IReadOnlyList<long> known, int sent)
    {
        var final = placed.Select(id => data.Need(Kinds.Orders, id)).ToList();
        return new JsonObject
        {
            ["orders"] = new JsonArray([.. final.Select(order => (JsonNode)new JsonObject
            {
                ["id"] = order.Number("id"),
                ["number"] = order.Text("number"),
                ["status"] = order.Text("status"),
                ["paid"] = order["date_paid_gmt"] is not null,
                ["customer_id"] = order.Number("customer_id"),
                ["total"] = order.Text("total"),
                ["total_tax"] = order.Text("total_tax"),
                ["refunded"] = Money.Text(-order.Objects("refunds").Sum(refund => refund.Amount("total") ?? 0)),
                ["date_modified_gmt"] = order.Text("date_modified_gmt"),
            })]),
            ["products"] = new JsonArray([.. data.Rows(Kinds.Products).Where(row => row.Type != "variation" && row.Status == "publish").Select(row => (JsonNode)row.Id)]),
            ["variations"] = new JsonArray([.. data.Rows(Kinds.Products).Where(row => row.Type == "variation").Select(row => (JsonNode)row.Id)]),
            ["customers"] = new JsonArray([.. known.Select(id => (JsonNode)id)]),
            ["refunds"] = new JsonArray([.. final.SelectMany(order => order.Objects("refunds")).Select(refund => (JsonNode)refund.Number("id"))]),
            ["webhooks"] = new JsonArray([.. data.Rows(Kinds.Webhooks).Select(row => (JsonNode)row.Id)]),
            ["totals"] = new JsonObject
            {
                ["total"] = Money.Text(final.Sum(order => order.Amount("total") ?? 0)),
                ["total_tax"] = Money.Text(final.Sum(order => order.Amount("total_tax") ?? 0)),
                ["refunded"] = Money.Text(-final.SelectMany(order => order.Objects("refunds")).Sum(refund => refund.Amount("total") ?? 0)),
            },
            ["in_baskets"] = stock.Count,
            ["deliveries_sent"] = sent,
            ["deliveries_by_status"] = new JsonObject(log.All().GroupBy(delivery => delivery.TextOrNull("status") ?? delivery.Text("outcome")).Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count()))),
        };
    }
}
