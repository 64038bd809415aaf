using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Sending;

/// <summary>
/// Up to thirty calls in one request. Its <c>requestid</c> follows from those of its writes, and an item's is the batch's with the item's
/// appended: 32 + 2 characters, where QuickBooks takes 36 + 10.
/// </summary>
internal sealed class Batch
{
    /// <summary>QuickBooks refuses more.</summary>
    public const int MostItems = 30;

    /// <summary>Numbers the calls, in an order that does not depend on which came first.</summary>
    public Batch(IEnumerable<GatheredCall> calls)
    {
        Calls = [.. calls.OrderBy(call => call.RequestId, StringComparer.Ordinal)];
        for (var i = 0; i < Calls.Count; i++) Calls[i].ItemId = $"{i + 1}";
        Writes = Calls.Any(call => call.IsWrite);
        var identities = string.Join('\n', Calls.Where(call => call.IsWrite).Select(call => call.RequestId));
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identities)))[..32];
    }

    /// <summary>What it holds.</summary>
    public IReadOnlyList<GatheredCall> Calls { get; }

    /// <summary>Its <c>requestid</c>.</summary>
    public string Id { get; }

    /// <summary>It holds more than queries.</summary>
    public bool Writes { get; }

    /// <summary>What QuickBooks remembers an item under, and what a later repeat of it is sent under.</summary>
    public string RequestIdOf(GatheredCall call) => Id + call.ItemId;

    /// <summary>The request of those of its calls that are to be sent.</summary>
    public static string Body(IEnumerable<GatheredCall> calls)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartArray("BatchItemRequest");
            foreach (var call in calls)
            {
                json.WriteStartObject();
                json.WriteString("bId", call.ItemId);
                if (call.Statement is { } statement)
                {
                    json.WriteString("Query", statement);
                }
                else
                {
                    json.WriteString("operation", call.Operation);
                    json.WritePropertyName(call.Entity);
                    json.WriteRawValue(call.Body);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Gives each call its own part of the answer, in whatever order they come. One that is missing was perhaps done.</summary>
    public static void Hand(JsonObject answer, IEnumerable<GatheredCall> calls)
    {
        var items = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var item in (answer["BatchItemResponse"] as JsonArray ?? []).OfType<JsonObject>())
            if (item.Text("bId") is { } id) items.TryAdd(id, item);
        foreach (var call in calls)
        {
            if (items.TryGetValue(call.ItemId, out var item)) call.Take(item);
            else call.Fault = new FaultException(FaultReading.Read([], call.Act));
        }
    }
}
