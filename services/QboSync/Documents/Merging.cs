using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Documents;

/// <summary>
/// Puts a newly mapped document over the one that stands in QuickBooks. A full update empties every field that is left out, so what we do
/// not write is sent back as it was read; lines and tax are ours alone and are replaced as a whole.
/// </summary>
public static class Merging
{
    /// <summary>The body of a full update.</summary>
    /// <param name="current">As just read; its SyncToken counts.</param>
    /// <param name="mapped">What we write.</param>
    /// <param name="marker">Stays at the head of the note, whatever people wrote below it.</param>
    public static JsonObject Update(JsonObject current, JsonObject mapped, string marker)
    {
        var body = (JsonObject)current.DeepClone();
        foreach (var computed in (ReadOnlySpan<string>)["sparse", "MetaData", "time"]) body.Remove(computed);
        foreach (var (name, value) in mapped)
            if (name != "PrivateNote") body[name] = value?.DeepClone(); // ours only at first; what people wrote into it stays
        // QuickBooks computes these from the lines; the old sums would contradict the new lines.
        foreach (var computed in (ReadOnlySpan<string>)["TotalAmt", "Balance", "HomeTotalAmt", "HomeBalance"])
            if (!mapped.ContainsKey(computed)) body.Remove(computed);
        if (mapped.ContainsKey("Line") && !mapped.ContainsKey("TxnTaxDetail")) body.Remove("TxnTaxDetail"); // a tax that lines no longer have
        if (!Marker.IsOn(current, marker))
            body["PrivateNote"] = PlainText.Cut($"{marker}\n{current.Text("PrivateNote")}".TrimEnd(), Limits.PrivateNote);
        return body;
    }
}
