using System.Text.Json;
using Contracts;
using SupabaseSync.Tests.Flow;
using Syncing.Working;

namespace SupabaseSync.Tests.Mapping;

/// <summary>Every order, product and customer in the recorded deliveries and REST answers of a real shop.</summary>
internal static class Samples
{
    public static IEnumerable<(string File, WorkItem Item)> All()
    {
        var seq = 0L;
        foreach (var file in Directory.GetFiles(Repository.Samples, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (!file.EndsWith(".body", StringComparison.Ordinal) && !file.EndsWith(".body.json", StringComparison.Ordinal)) continue;
            using var document = TryParse(File.ReadAllText(file));
            if (document is null) continue;
            foreach (var record in document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().ToArray() : [document.RootElement])
                if (EntityOf(record) is { } entity)
                    yield return (Path.GetFileName(file), Items.Of(entity, record.GetProperty("id").GetInt64(), record.GetRawText(), ++seq, Modified(record)));
        }
    }

    private static string? Modified(JsonElement record) =>
        record.GetProperty("date_modified_gmt").GetString() ?? record.GetProperty("date_created_gmt").GetString();

    private static string? EntityOf(JsonElement record)
    {
        bool Has(string field) => record.ValueKind == JsonValueKind.Object && record.TryGetProperty(field, out _);
        if (!Has("id") || !Has("date_modified_gmt") || !Has("date_created_gmt")) return null;
        return Has("line_items") && Has("currency") ? Entities.Orders : Has("is_paying_customer") ? Entities.Customers : Has("stock_status") && Has("type") ? Entities.Products : null;
    }

    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null; // pings and the like
        }
    }
}
