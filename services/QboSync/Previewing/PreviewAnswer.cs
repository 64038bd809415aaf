using System.Text.Json.Nodes;
using QboSync.Mapping.Saving;
using QboSync.Reserving;
using QboSync.Storage;

namespace QboSync.Previewing;

/// <summary>The answer of <c>POST /api/quickbooks/preview</c>: what booking the order now would do.</summary>
public sealed record PreviewAnswer
{
    /// <summary>The tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; init; }

    /// <summary>The store.</summary>
    public required string StoreId { get; init; }

    /// <summary>The order's id.</summary>
    public required string OrderId { get; init; }

    /// <summary><c>created</c>, <c>updated</c>, <c>unchanged</c>, <c>skipped</c>, or <c>held</c>: a part at least could not be booked.</summary>
    public required string Outcome { get; init; }

    /// <summary>Where it would be skipped or held: the reason as a short name.</summary>
    public string? Code { get; init; }

    /// <summary>The reason in words, with what to do.</summary>
    public string? Message { get; init; }

    /// <summary>Every document that would be written, in its order. Where an id is not known yet a text in brackets stands in its place.</summary>
    public required IReadOnlyList<PreviewDocument> Documents { get; init; }

    /// <summary>Customers, items and payment methods that would be made or linked first.</summary>
    public required IReadOnlyList<PreviewEntry> Entries { get; init; }

    /// <summary>The shop's sums against those of the documents; null where the order could not be read.</summary>
    public PreviewSums? Sums { get; init; }
}

/// <summary>A document that would be written.</summary>
/// <param name="Kind">QuickBooks' name of it.</param>
/// <param name="Role">What it is to the order.</param>
/// <param name="SourceId">The order's or the refund's id.</param>
/// <param name="Operation"><c>create</c>, <c>update</c>, <c>void</c> or <c>delete</c>.</param>
/// <param name="Id">QuickBooks' id; null for a new one.</param>
/// <param name="Number">Its document number; null where it has none.</param>
/// <param name="Total">What QuickBooks would add it up to.</param>
/// <param name="Json">The exact JSON.</param>
/// <param name="Changes">Of an update: what differs from what stands in QuickBooks now.</param>
public sealed record PreviewDocument(
    string Kind, DocumentRole? Role, string? SourceId, string Operation, string? Id, string? Number, decimal? Total, JsonObject Json, IReadOnlyList<FieldChange>? Changes);

/// <summary>A customer, item or payment method that the documents need.</summary>
/// <param name="Entity">QuickBooks' name of its kind.</param>
/// <param name="Action"><c>make</c>, <c>link</c> to what was found, or <c>ask</c>: a person would have to say which one it is.</param>
/// <param name="Name">Its name; another one where somebody else has it.</param>
/// <param name="Id">Of what was found.</param>
/// <param name="Json">What it would be made of.</param>
/// <param name="Candidates">What it may be.</param>
public sealed record PreviewEntry(string Entity, string Action, string Name, string? Id, JsonObject? Json, IReadOnlyList<EntryCandidate> Candidates);

/// <summary>Sums, in the order's currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ShopTotal">What the customer pays.</param>
/// <param name="DocumentTotal">What the sale comes to in QuickBooks; null where none would stand.</param>
/// <param name="Difference">The one less the other.</param>
/// <param name="Rounding">The rounding line of the sale; 0 where it has none.</param>
/// <param name="ShopRefunded">What the shop gave back.</param>
/// <param name="DocumentsRefunded">What the documents of refunds come to.</param>
public sealed record PreviewSums(
    string Currency, decimal ShopTotal, decimal? DocumentTotal, decimal? Difference, decimal Rounding, decimal ShopRefunded, decimal DocumentsRefunded);
