using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Documents;

/// <summary>
/// Puts a newly mapped document over the one that stands in QuickBooks. A full update empties every field that is left out, so what we do
/// not write is sent back as it stands; lines and tax are ours and are replaced as a whole, but for what people note on a line that stays.
/// </summary>
public static class Merging
{
    private const string VoidedBefore = "Voided - ";

    // QuickBooks computes these from the lines; the old sums would contradict the new lines.
    private static readonly string[] Sums = ["TotalAmt", "Balance", "HomeTotalAmt", "HomeBalance"];

    // What people enter on a line beside what we write.
    private static readonly string[] Noted = ["ClassRef", "ServiceDate"];

    /// <summary>The body of a full update.</summary>
    /// <param name="current">As it stands; its SyncToken counts.</param>
    /// <param name="mapped">What we write.</param>
    /// <param name="marker">Stays at the head of the note, whatever people wrote below it.</param>
    public static JsonObject Update(JsonObject current, JsonObject mapped, string marker)
    {
        var body = (JsonObject)current.DeepClone();
        foreach (var computed in (ReadOnlySpan<string>)["sparse", "MetaData", "time"]) body.Remove(computed);
        foreach (var (name, value) in mapped.Where(field => field.Key != "PrivateNote")) // ours only at first; what people wrote into it stays
            body[name] = name == "Line" && value is JsonArray lines ? Lines(current["Line"] as JsonArray ?? [], lines) : value?.DeepClone();
        foreach (var computed in Sums)
            if (!mapped.ContainsKey(computed)) body.Remove(computed);
        if (mapped.ContainsKey("Line") && !mapped.ContainsKey("TxnTaxDetail")) body.Remove("TxnTaxDetail"); // a tax that lines no longer have
        if (!Marker.IsOn(current, marker))
            body["PrivateNote"] = PlainText.Cut($"{marker}\n{OthersNote(current, marker)}".TrimEnd(), Limits.PrivateNote);
        return body;
    }

    // A voided document carries the word before our marker; written anew it is none.
    private static string OthersNote(JsonObject current, string marker)
    {
        var note = current.Text("PrivateNote") ?? "";
        return note.StartsWith(VoidedBefore + marker, StringComparison.Ordinal) ? note[(VoidedBefore.Length + marker.Length)..].TrimStart() : note;
    }

    private static JsonArray Lines(JsonArray standing, JsonArray mapped)
    {
        var left = standing.OfType<JsonObject>().ToList();
        var lines = new JsonArray();
        foreach (var line in mapped.OfType<JsonObject>().Select(line => (JsonObject)line.DeepClone()))
        {
            if (left.FirstOrDefault(other => IsSame(other, line)) is { } before)
            {
                left.Remove(before);
                Keep(before, line);
            }
            lines.Add((JsonNode)line);
        }
        return lines;
    }

    private static bool IsSame(JsonObject standing, JsonObject line) =>
        line.Text("DetailType") is { } type && type == standing.Text("DetailType") && line.Text("Description") == standing.Text("Description")
        && line.Text(type, "ItemRef", "value") is { } item && item == standing.Text(type, "ItemRef", "value");

    private static void Keep(JsonObject before, JsonObject line)
    {
        if (before["Id"] is { } id && line["Id"] is null) line["Id"] = id.DeepClone();
        var type = line.Text("DetailType")!;
        if (before[type] is not JsonObject noted || line[type] is not JsonObject detail) return;
        foreach (var name in Noted)
            if (noted[name] is { } value && detail[name] is null) detail[name] = value.DeepClone();
    }
}
