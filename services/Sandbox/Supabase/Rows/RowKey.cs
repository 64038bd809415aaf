namespace Sandbox.Supabase.Rows;

/// <summary>The primary key of every table of the mirror.</summary>
public readonly record struct RowKey(string StoreId, long WooId) : IComparable<RowKey>
{
    /// <inheritdoc/>
    public int CompareTo(RowKey other)
    {
        var byStore = string.CompareOrdinal(StoreId, other.StoreId);
        return byStore != 0 ? byStore : WooId.CompareTo(other.WooId);
    }

    /// <summary>As a document id.</summary>
    public override string ToString() => $"{StoreId}/{WooId}";
}
