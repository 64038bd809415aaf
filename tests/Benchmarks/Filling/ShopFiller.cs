using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Benchmarks.Filling;

/// <summary>
/// Fills the shop stand-in through its control API, with no webhook in it: nothing is announced, a sync has to find it all. The orders spread
/// over a year that ended yesterday, some of them within one second.
/// </summary>
/// <param name="http">For the stand-in.</param>
/// <param name="sandbox">Its address.</param>
internal sealed class ShopFiller(HttpClient http, string sandbox)
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly DateTimeOffset _end = TimeProvider.System.GetUtcNow().Date.AddDays(-1);

    /// <summary>Fills an empty shop.</summary>
    public async Task<FilledShop> FillAsync(ShopSize size)
    {
        await PostAsync("coupons", new JsonObject { ["code"] = Baskets.Coupon, ["discount_type"] = "percent", ["amount"] = "10" }, _end - Year);
        var goods = await ProductsAsync(size);
        var customers = new long[size.Customers];
        await EachAsync(size.Customers, async person => customers[person] = Id(await PostAsync("customers", People.Customer(person), _end - Year)));
        var orders = new ConcurrentDictionary<long, PlacedOrder>();
        await EachAsync(size.Orders, async number =>
        {
            var (id, order) = await OrderAsync(number, size.Orders, goods, customers);
            orders[id] = order;
        });
        return new FilledShop(size, orders);
    }

    private async Task<IReadOnlyList<long>> ProductsAsync(ShopSize size)
    {
        var goods = new ConcurrentDictionary<int, IReadOnlyList<long>>();
        await EachAsync(size.Products, async number =>
        {
            var product = Id(await PostAsync("products", Goods.Product(number), _end - Year));
            if (!ShopSize.IsVariable(number))
            {
                goods[number] = [product];
                return;
            }
            var variations = new List<long>();
            foreach (var variation in Goods.Variations(number)) variations.Add(Id(await PostAsync($"products/{product}/variations", variation, _end - Year)));
            goods[number] = variations;
        });
        return [.. goods.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value)];
    }

    private async Task<(long Id, PlacedOrder Order)> OrderAsync(int number, int count, IReadOnlyList<long> goods, IReadOnlyList<long> customers)
    {
        // Two in a hundred share their second with the one before: the shop's clock knows no smaller unit.
        var at = _end - Year + Year * ((double)(number % 50 == 49 ? number - 1 : number) / count);
        var placed = await PostAsync("orders", Baskets.Request(number, goods, customers), at);
        var (id, total) = (Id(placed), Money(placed, "total"));
        if (Baskets.RefundOf(number) is var refund && refund == Baskets.Refund.Nothing) return (id, new((string)placed["status"]!, total, 0));
        var line = placed["line_items"]![0]!;
        var amount = refund == Baskets.Refund.Everything ? total : Money(line, "total") + Money(line, "total_tax");
        await PostAsync($"orders/{id}/refunds", new JsonObject
        {
            ["amount"] = Text(amount), ["reason"] = "Came broken",
            ["line_items"] = refund == Baskets.Refund.Everything ? new JsonArray([.. Everything(placed)]) : new JsonArray(Returned(line)),
        }, at);
        return (id, new((string)placed["status"]!, total, amount));
    }

    private static IEnumerable<JsonNode> Everything(JsonObject order) =>
        ((string[])["line_items", "shipping_lines", "fee_lines"]).SelectMany(kind => order[kind]!.AsArray()).Select(line => Returned(line!));

    private static JsonNode Returned(JsonNode line) => new JsonObject
    {
        ["id"] = (long)line["id"]!,
        ["quantity"] = (long?)line["quantity"],
        ["refund_total"] = Text(Money(line, "total")),
        ["refund_tax"] = new JsonArray([.. line["taxes"]!.AsArray().Select(tax => (JsonNode)new JsonObject { ["id"] = (long)tax!["id"]!, ["refund_total"] = Text(Money(tax, "total")) })]),
    };

    private static Task EachAsync(int count, Func<int, Task> one) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await one(number));

    private async Task<JsonObject> PostAsync(string route, JsonObject body, DateTimeOffset at)
    {
        using var answer = await http.PostAsJsonAsync($"{sandbox}/control/woocommerce/{route}?at={at:yyyy-MM-ddTHH:mm:ssZ}", body);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The shop stand-in refused {route}: {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    private static long Id(JsonObject resource) => (long)resource["id"]!;

    private static decimal Money(JsonNode resource, string name) => decimal.Parse((string)resource[name]!, CultureInfo.InvariantCulture);

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
