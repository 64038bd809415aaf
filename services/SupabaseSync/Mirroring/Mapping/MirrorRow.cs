using Syncing.Working;

namespace SupabaseSync.Mirroring.Mapping;

/// <summary>One record, ready to be sent to its batch function.</summary>
/// <param name="Item">Where it comes from.</param>
/// <param name="WooId">Half of the row's key; the other half is <see cref="WorkItem.StoreId"/>.</param>
/// <param name="Json">The element of <c>p_batch</c>, UTF-8.</param>
/// <param name="Rows">How many table rows it writes: an order's lines and refunds count.</param>
public sealed record MirrorRow(WorkItem Item, long WooId, ReadOnlyMemory<byte> Json, int Rows)
{
    /// <summary>The id in the target: <c>{store_id}/{woo_id}</c>.</summary>
    public string ExternalId => $"{Item.StoreId}/{WooId}";
}
