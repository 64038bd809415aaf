using System.Globalization;
using System.Text.Json.Nodes;

namespace Benchmarks.Filling;

/// <summary>What is sold: simple products, and variable ones in two sizes.</summary>
internal static class Goods
{
    private static readonly string[] Things = ["Mug", "Café Crème Beans", "T-Shirt “Ünïcode”", "日本茶セット", "Notebook", "Desk Lamp", "Sticker <b>Pack</b> & \"more\"", "Poster", "Tote Bag", "Hoodie"];
    private static readonly string[] Sizes = ["M", "L"];

    /// <summary>A product, as the REST API takes one.</summary>
    public static JsonObject Product(int number)
    {
        var product = new JsonObject { ["name"] = Name(number), ["sku"] = Sku(number), ["description"] = $"<p>{Name(number)}</p>\n" };
        if (!ShopSize.IsVariable(number))
        {
            product["regular_price"] = Price(number);
            return product;
        }
        product["type"] = "variable";
        product["attributes"] = new JsonArray(new JsonObject
        {
            ["id"] = 0, ["name"] = "Size", ["slug"] = "Size", ["position"] = 0, ["visible"] = true, ["variation"] = true,
            ["options"] = new JsonArray([.. Sizes.Select(size => (JsonNode)size)]),
        });
        return product;
    }

    /// <summary>The variations of a variable product.</summary>
    public static IEnumerable<JsonObject> Variations(int number) => Sizes.Take(ShopSize.VariationsEach).Select((size, i) => new JsonObject
    {
        ["sku"] = $"{Sku(number)}-{size}",
        ["regular_price"] = Price(number + i),
        ["attributes"] = new JsonArray(new JsonObject { ["id"] = 0, ["name"] = "Size", ["slug"] = "size", ["option"] = size }),
    });

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"{Things[number % Things.Length]} No {number + 1}");

    private static string Sku(int number) => string.Create(CultureInfo.InvariantCulture, $"BIG-{number + 1:00000}");

    private static string Price(int number) => (0.99m + number * 7 % 120 + number % 4 * 0.34m).ToString("0.00", CultureInfo.InvariantCulture);
}
