using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Testing;
using Testing.Shops;

namespace EndToEnd.Tests;

/// <summary>The recorded store as it stood when the recording ended, to be asked for ties, deletes and refunds.</summary>
public static class RecordedShop
{
    // Deleted before the recording ended.
    private static readonly (string Entity, long Id)[] Gone = [("customers", 11), ("products", 33)];
    private static readonly (string Entity, long Id)[] Trashed = [("products", 28)];

    /// <summary>The newest state of every record that a delivery brought, by entity and id; what is gone is not among them.</summary>
    public static IReadOnlyDictionary<(string Entity, long Id), JsonObject> Final { get; } = Read();

    /// <summary>Orders whose refunds were recorded in full.</summary>
    private static readonly long[] Refunded = [48, 54];

    /// <summary>Loads it into the sandbox store.</summary>
    public static async Task LoadAsync(HttpClient sandbox)
    {
        foreach (var ((entity, id), record) in Final)
        {
            var kind = (string?)record["type"] == "variation" ? "variations" : entity;
            using var answer = await sandbox.PutAsJsonAsync($"/control/woocommerce/raw/{kind}/{id}", record);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
        foreach (var order in Refunded)
        {
            var refunds = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Samples("rest"), $"order-{order}-refunds.body.json")))!.AsArray();
            foreach (var refund in refunds)
            {
                using var answer = await sandbox.PutAsJsonAsync($"/control/woocommerce/raw/orders/{order}/refunds/{refund!["id"]}", refund);
                Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            }
        }
    }

    private static Dictionary<(string, long), JsonObject> Read()
    {
        var newest = new Dictionary<(string, long), JsonObject>();
        foreach (var delivery in SampleDelivery.All)
        {
            var entity = delivery.Name.Split('-')[1].Split('.')[0] + "s";
            if (entity is not ("orders" or "products" or "customers") || JsonNode.Parse(delivery.Body) is not JsonObject { Count: > 1 } body || body["id"] is not { } id) continue;
            var key = (entity, (long)id);
            if (!newest.TryGetValue(key, out var known) || Modified(body) >= Modified(known)) newest[key] = body;
        }
        // Its refund was deleted later, which moved no date: a tie that only the shop can settle.
        newest[("orders", 53)] = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Samples("rest"), "order-53.body.json")))!.AsObject();
        foreach (var gone in Gone) newest.Remove(gone);
        foreach (var trashed in Trashed) newest[trashed]["status"] = "trash";
        return newest;
    }

    private static DateTime Modified(JsonObject body) =>
        DateTime.Parse((string)(body["date_modified_gmt"] ?? body["date_created_gmt"])!, CultureInfo.InvariantCulture);
}
