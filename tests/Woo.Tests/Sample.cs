using System.Text.Json;
using Woo.Verifying;

namespace Woo.Tests;

/// <summary>Real captures of a WooCommerce store, in tests/samples/woocommerce.</summary>
internal static class Sample
{
    /// <summary>The secret of the captured webhooks 1-14 and 17.</summary>
    public const string Secret = "woo-webhook-secret-1";

    public static readonly string Root = Find();

    public static string[] DeliveryNames { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "deliveries"), "*.body").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static byte[] Delivery(string name) => File.ReadAllBytes(Path.Combine(Root, "deliveries", $"{name}.body"));

    public static WooHeaders Headers(string name)
    {
        using var capture = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, "deliveries", $"{name}.headers.json")));
        return WooHeaders.From([.. capture.RootElement.GetProperty("headers").EnumerateArray()
            .Select(pair => new KeyValuePair<string, string>(pair[0].GetString()!, pair[1].GetString()!))]);
    }

    public static string Rest(string name) => File.ReadAllText(Path.Combine(Root, "rest", $"{name}.body.json"));

    /// <summary>One record out of a captured list.</summary>
    public static string Rest(string list, long id) =>
        Items(Rest(list)).Single(item => item.GetProperty("id").GetInt64() == id).GetRawText();

    /// <summary>Every record of a kind that was captured, by delivery or by REST, with where it stands.</summary>
    public static IReadOnlyList<(string Where, string Json)> All(string entity)
    {
        var mark = entity switch { "orders" => "line_items", "products" => "regular_price", _ => "is_paying_customer" };
        return
        [
            .. from name in DeliveryNames
               let text = File.ReadAllText(Path.Combine(Root, "deliveries", $"{name}.body"))
               where text.StartsWith('{')
               from item in Items(text)
               where Is(item)
               select (name, item.GetRawText()),
            .. from file in Directory.GetFiles(Path.Combine(Root, "rest"), "*.body.json").Order(StringComparer.Ordinal)
               from item in Items(File.ReadAllText(file))
               where Is(item)
               select ($"{Path.GetFileName(file)} {item.GetProperty("id")}", item.GetRawText()),
        ];

        bool Is(JsonElement item) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(mark, out _) && item.TryGetProperty("id", out _)
            && (entity != "orders" || item.TryGetProperty("billing", out _));
    }

    private static IReadOnlyList<JsonElement> Items(string json)
    {
        var root = JsonElement.Parse(json);
        return root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "samples", "woocommerce");
            if (Directory.Exists(candidate)) return candidate;
        }
        throw new DirectoryNotFoundException("tests/samples/woocommerce is in no folder above the test's");
    }
}
