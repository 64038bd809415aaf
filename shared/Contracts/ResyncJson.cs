using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Contracts;

/// <summary>
/// Reads and writes <see cref="ResyncRequested"/>, the one message that people type. What cannot be read is a <see cref="JsonException"/> whose
/// message names the field and says what it takes; it becomes the reason in the error queue.
/// </summary>
public sealed class ResyncJson : JsonConverter<ResyncRequested>
{
    private static readonly string[] Fields =
        ["entity", "target", "full_sync", "dry_run", "date_range", "ids", "history", "force", "tenant_id", "store_id", "reason", "requested_by"];

    private static readonly string[] Days = ["start", "end", "field"];

    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override ResyncRequested Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var json = Object(document.RootElement, "The message", """{"entity":"orders","ids":[1042],"target":"quickbooks"}""", Fields, "");
        return new ResyncRequested
        {
            Entity = Text(json, "entity"), Target = Text(json, "target"), FullSync = Flag(json, "full_sync"), DryRun = Flag(json, "dry_run"), DateRange = Range(json),
            Ids = Ids(json), History = Flag(json, "history"), Force = Flag(json, "force"), TenantId = Text(json, "tenant_id"), StoreId = Text(json, "store_id"),
            Reason = Text(json, "reason"), RequestedBy = Text(json, "requested_by"),
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ResyncRequested value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        Text("entity", value.Entity);
        Text("target", value.Target);
        Flag("full_sync", value.FullSync);
        Flag("dry_run", value.DryRun);
        if (value.DateRange is { } days)
        {
            writer.WriteStartObject("date_range");
            Text("start", days.Start?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Text("end", days.End?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Text("field", days.Field);
            writer.WriteEndObject();
        }
        if (value.Ids is { } ids)
        {
            writer.WriteStartArray("ids");
            foreach (var id in ids) writer.WriteNumberValue(id);
            writer.WriteEndArray();
        }
        Flag("history", value.History);
        Flag("force", value.Force);
        Text("tenant_id", value.TenantId);
        Text("store_id", value.StoreId);
        Text("reason", value.Reason);
        Text("requested_by", value.RequestedBy);
        writer.WriteEndObject();

        void Text(string name, string? text)
        {
            if (text is not null) writer.WriteString(name, text);
        }

        void Flag(string name, bool flag)
        {
            if (flag) writer.WriteBoolean(name, true);
        }
    }

    private static Dictionary<string, JsonElement> Object(JsonElement json, string name, string example, string[] known, string prefix)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new JsonException($"{name} must be a JSON object such as {example}.");
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in json.EnumerateObject())
        {
            if (!known.Contains(field.Name, StringComparer.Ordinal)) throw new JsonException($"{prefix}{field.Name}: there is no such field; there are {string.Join(", ", known)}.");
            if (!fields.TryAdd(field.Name, field.Value)) throw new JsonException($"{prefix}{field.Name}: it stands there twice.");
        }
        return fields;
    }

    private static string? Text(Dictionary<string, JsonElement> json, string name, string prefix = "") => Given(json, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw new JsonException($"{prefix}{name}: must be text in quotes."),
    };

    private static bool Flag(Dictionary<string, JsonElement> json, string name) => Given(json, name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw new JsonException($"{name}: must be true or false, without quotes."),
    };

    private static List<long>? Ids(Dictionary<string, JsonElement> json) => Given(json, "ids") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select(Id)],
        _ => throw new JsonException("ids: must be a list such as [1042, 1043]."),
    };

    private static long Id(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number when json.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new JsonException("ids: each must be a whole number, or one in quotes."),
    };

    private static ResyncDays? Range(Dictionary<string, JsonElement> json)
    {
        if (Given(json, "date_range") is not { } given) return null;
        var days = Object(given, "date_range:", """{"start":"2024-01-01","end":"2024-01-31"}""", Days, "date_range.");
        return new ResyncDays(Day(days, "start"), Day(days, "end"), Text(days, "field", "date_range."));
    }

    private static DateOnly? Day(Dictionary<string, JsonElement> json, string name) => Text(json, name, "date_range.") switch
    {
        null => null,
        var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        _ => throw new JsonException($"date_range.{name}: must be a day such as 2024-01-31."),
    };

    private static JsonElement? Given(Dictionary<string, JsonElement> json, string name) =>
        json.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
