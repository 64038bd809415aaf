using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Woo.Shapes;

namespace Woo.Versioning;

/// <summary>
/// What a record's content is, so that two reads of one state can be told to be the same although WooCommerce's bodies differ on every read,
/// and its date of change has the grain of a second.
/// </summary>
public static class WooContent
{
    /// <summary>
    /// SHA-256, 64 lower-case hex digits, over the content of a body. Webhook and REST bodies of one state hash alike, a variation's from
    /// both of its addresses too. <c>date_modified</c> is no content: a save without a change hashes alike.
    /// </summary>
    /// <param name="entity"><c>orders</c>, <c>products</c> or <c>customers</c>.</param>
    /// <param name="body">The record as WooCommerce sends it.</param>
    /// <param name="refunds">
    /// The order's refunds as <c>GET /orders/{id}/refunds</c> gives them; null where it has none. An order compared once with them must always be.
    /// </param>
    /// <exception cref="WooShapeException">The body is not a JSON object, or a list in it is none.</exception>
    public static string Hash(string entity, ReadOnlySpan<byte> body, ReadOnlySpan<byte> refunds = default) =>
        Convert.ToHexStringLower(SHA256.HashData(Canonical(entity, body, refunds).WrittenSpan));

    /// <inheritdoc cref="Hash(string, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public static string Hash(string entity, string body, string? refunds = null) =>
        Hash(entity, Encoding.UTF8.GetBytes(body), refunds is null ? default : Encoding.UTF8.GetBytes(refunds));

    /// <summary>
    /// First half of a record's version: <c>date_modified_gmt</c>, else <c>date_created_gmt</c>, UTC, grain of a second; null where the body has
    /// neither.
    /// </summary>
    /// <exception cref="WooShapeException">The body is not a JSON object, or the date cannot be read.</exception>
    public static DateTimeOffset? Version(ReadOnlySpan<byte> body)
    {
        var record = WooJson.Parse(body).RequireObject();
        return record["date_modified_gmt"].Utc() ?? record["date_created_gmt"].Utc();
    }

    /// <inheritdoc cref="Version(ReadOnlySpan{byte})"/>
    public static DateTimeOffset? Version(string body) => Version(Encoding.UTF8.GetBytes(body));

    /// <summary>The fields of the content in which two bodies differ; empty where they hash alike.</summary>
    /// <param name="entity"><c>orders</c>, <c>products</c> or <c>customers</c>.</param>
    /// <param name="old">The one body.</param>
    /// <param name="changed">The other.</param>
    /// <exception cref="WooShapeException">One of them is not a JSON object, or a list in it is none.</exception>
    public static IReadOnlyList<ContentDifference> Differences(string entity, string old, string changed)
    {
        using var one = JsonDocument.Parse(Canonical(entity, Encoding.UTF8.GetBytes(old), default).WrittenMemory);
        using var other = JsonDocument.Parse(Canonical(entity, Encoding.UTF8.GetBytes(changed), default).WrittenMemory);
        return [.. ContentDifferences.Of(one.RootElement[0], other.RootElement[0], "")];
    }

    private static ArrayBufferWriter<byte> Canonical(string entity, ReadOnlySpan<byte> body, ReadOnlySpan<byte> refunds)
    {
        var record = WooJson.Parse(body).RequireObject();
        var isVariation = entity == "products" && record["type"].TextOrNull() == "variation";
        var fields = ContentFields.Of(entity, isVariation);
        var buffer = new ArrayBufferWriter<byte>(body.Length);
        using var json = new Utf8JsonWriter(buffer);
        var writer = new CanonicalWriter(json, entity);
        json.WriteStartArray();
        writer.Object(record, fields);
        if (!refunds.IsEmpty && WooJson.Parse(refunds) is var list && list.Items().Any()) writer.List(list, ContentFields.Refund);
        json.WriteEndArray();
        json.Flush();
        return buffer;
    }
}
