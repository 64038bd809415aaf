using System.Text.Json.Nodes;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Documents;

/// <summary>
/// The first words of a document's PrivateNote. They, not the number, say that a document is ours: a company with automatic numbering may
/// replace the number.
/// </summary>
public static class Marker
{
    /// <summary>The marker of a row of the documents table.</summary>
    public static string Of(BookedDocument row) => Of(row.RecordKey, row.StoreId, row.Kind, row.SourceId);

    /// <summary>The marker of one document of an order.</summary>
    public static string Of(string orderId, string storeId, DocumentKind kind, string sourceId) =>
        $"WooCommerce order {orderId} | {storeId} | {kind} {sourceId}";

    /// <summary>The document carries it. What people wrote after it does not matter; a longer id is another one.</summary>
    public static bool IsOn(JsonObject document, string marker) =>
        document.Text("PrivateNote") is { } note && note.StartsWith(marker, StringComparison.Ordinal)
        && (note.Length == marker.Length || char.IsWhiteSpace(note[marker.Length]));
}
