using System.Globalization;
using System.Text.Json.Nodes;
using Contracts;
using Syncing.Working;

namespace SupabaseSync.Tests.Flow;

/// <summary>Work items as the ledger would claim them.</summary>
internal static class Items
{
    private static long _recordId;

    public static WorkItem Order(long id, long seq = 1, string modified = "2026-11-01T10:00:00", Action<JsonObject>? change = null, bool deleted = false)
    {
        var body = new JsonObject
        {
            ["id"] = id,
            ["status"] = "processing",
            ["currency"] = "EUR",
            ["total"] = "12.30",
            ["date_modified_gmt"] = modified,
            ["billing"] = new JsonObject { ["email"] = "someone@example.test" },
            ["line_items"] = new JsonArray(new JsonObject { ["id"] = id * 10, ["name"] = "Mug", ["quantity"] = 1, ["total"] = "12.30", ["price"] = 12.299999999999999 }),
            ["refunds"] = new JsonArray(),
        };
        change?.Invoke(body);
        return Of(Entities.Orders, id, body.ToJsonString(), seq, modified, deleted);
    }

    public static WorkItem Product(long id, long seq = 1, string modified = "2026-11-01T10:00:00", string name = "Mug", string price = "12.00") =>
        Of(Entities.Products, id, new JsonObject { ["id"] = id, ["type"] = "simple", ["status"] = "publish", ["name"] = name, ["price"] = price }.ToJsonString(), seq, modified);

    public static WorkItem Of(string entity, long id, string body, long seq = 1, string? modified = "2026-11-01T10:00:00", bool deleted = false, string? refunds = null) => new()
    {
        RecordId = Interlocked.Increment(ref _recordId),
        TenantId = "t",
        StoreId = "s1",
        Entity = entity,
        Key = id.ToString(CultureInfo.InvariantCulture),
        Version = new RecordVersion(modified is null ? null : DateTimeOffset.Parse(modified, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), seq),
        Deleted = deleted,
        Body = body,
        Refunds = refunds,
    };
}
