using System.Text.Json;

namespace Woo.Reading;

/// <summary>A part of a list.</summary>
/// <param name="Items">The records as they came.</param>
/// <param name="Offset">How many records stand before it.</param>
/// <param name="PerPage">How many were asked for; fewer items mean the end.</param>
/// <param name="Total">
/// How many records the list has, by <c>X-WP-Total</c>; null where it was not sent. Past the end WooCommerce says 0 for orders.
/// </param>
public sealed record WooPage(IReadOnlyList<JsonElement> Items, long Offset, int PerPage, long? Total)
{
    /// <summary>Nothing follows.</summary>
    public bool IsLast => Items.Count < PerPage;
}
