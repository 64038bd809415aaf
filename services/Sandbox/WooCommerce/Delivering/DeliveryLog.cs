using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Delivering;

/// <summary>What was sent and how it was answered, the newest <see cref="Kept"/>, with the exact bodies.</summary>
internal sealed class DeliveryLog(ShopData data, ShopClock clock)
{
    public const string Collection = "deliveries";
    private const int Kept = 2000;

    /// <summary>Notes a delivery: <paramref name="outcome"/> is <c>answered</c>, <c>failed</c> or <c>dropped</c>.</summary>
    public void Add(JsonObject delivery, string outcome, (int Status, string? Error)? answer, string body)
    {
        lock (data.Gate)
        {
            var id = data.NextId(Sequences.Deliveries);
            var record = new JsonObject { ["id"] = id, ["at"] = ShopClock.Utc(clock.Now) + "Z" };
            foreach (var (name, value) in delivery) record[name] = value?.DeepClone();
            record["outcome"] = outcome;
            record["status"] = answer?.Status;
            record["error"] = answer?.Error;
            record["body"] = body;
            data.Documents.Put(Collection, id.ToString(CultureInfo.InvariantCulture), record);
            if (id > Kept) data.Documents.Remove(Collection, (id - Kept).ToString(CultureInfo.InvariantCulture));
        }
    }

    public IReadOnlyList<JsonObject> All() => data.Documents.All(Collection);

    /// <summary>The newest delivery of a resource on a topic that was not itself a repeat.</summary>
    public JsonObject? Newest(string topic, long resourceId) =>
        All().LastOrDefault(delivery => delivery.Text("topic") == topic && delivery.Number("resource_id") == resourceId && !delivery.Flag("repeat"));
}
