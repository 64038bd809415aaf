using System.Globalization;
using System.Text.Json.Nodes;
using Contracts;

namespace SupabaseSync.Tests.Conflicts;

/// <summary>Records as the shop says them; each is a newer version than the one before.</summary>
internal sealed class Shop
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private long _seq;

    public RecordChanged Order(long id, string status = "processing", string total = "12.30", Action<JsonObject>? change = null, string? refunds = null, DateTimeOffset? at = null)
    {
        var body = new JsonObject
        {
            ["id"] = id, ["number"] = $"{id}", ["status"] = status, ["currency"] = "EUR", ["total"] = total, ["customer_note"] = "",
            ["billing"] = new JsonObject { ["city"] = "Graz", ["email"] = "someone@example.test" },
            ["line_items"] = new JsonArray(new JsonObject { ["id"] = id * 10, ["name"] = "Mug", ["quantity"] = 1, ["total"] = total, ["price"] = 12.299999999999999 }),
            ["refunds"] = refunds is null ? new JsonArray() : new JsonArray([.. JsonNode.Parse(refunds)!.AsArray().Select(refund => (JsonNode)new JsonObject { ["id"] = refund!["id"]!.DeepClone(), ["reason"] = refund["reason"]?.DeepClone(), ["total"] = $"-{refund["amount"]}" })]),
        };
        change?.Invoke(body);
        return Of(new OrderChanged { Refunds = refunds }, id, body, at);
    }

    public RecordChanged Product(long id, string name = "Mug", string price = "12.00") =>
        Of(new ProductChanged(), id, new JsonObject { ["id"] = id, ["type"] = "simple", ["status"] = "publish", ["name"] = name, ["price"] = price, ["sku"] = $"SKU-{id}" });

    public RecordChanged Customer(long id, string city = "Graz") =>
        Of(new CustomerChanged(), id, new JsonObject { ["id"] = id, ["email"] = $"c{id}@example.test", ["username"] = $"c{id}", ["billing"] = new JsonObject { ["city"] = city } });

    public RecordChanged Gone(RecordChanged record) => Versioned(record with { Deleted = true, Body = $$"""{"id":{{record.Key}}}""" }, record.Modified);

    /// <summary>A body as it is, as a newer version.</summary>
    public RecordChanged Body(string entity, string key, string body, DateTimeOffset? modified, string? refunds = null) => Versioned((entity switch
    {
        Entities.Orders => new OrderChanged { Refunds = refunds },
        Entities.Products => new ProductChanged(),
        _ => (RecordChanged)new CustomerChanged(),
    }) with { Key = key, Body = body }, modified);

    private RecordChanged Of(RecordChanged change, long id, JsonObject body, DateTimeOffset? at = null)
    {
        var modified = at ?? Begin.AddMinutes(_seq);
        body["date_created_gmt"] = "2026-11-20T07:00:00";
        body["date_modified_gmt"] = modified.UtcDateTime.ToString("s", CultureInfo.InvariantCulture);
        return Versioned(change with { Key = $"{id}", Body = body.ToJsonString() }, modified);
    }

    private RecordChanged Versioned(RecordChanged change, DateTimeOffset? modified) => change with
    {
        SyncId = Guid.NewGuid(), TenantId = "t", StoreId = MirrorInstance.Store, Modified = modified, Seq = ++_seq, Targets = ["supabase"],
    };
}
