using Syncing.Ledger;

namespace Syncing.Asking;

/// <summary>Which failing records; what is null is not asked.</summary>
public sealed record FailureFilter
{
    /// <summary>orders, products or customers.</summary>
    public string? Entity { get; init; }

    /// <summary>Short name of the cause.</summary>
    public string? Code { get; init; }

    /// <summary>Id of the WooCommerce credential.</summary>
    public string? StoreId { get; init; }

    /// <summary>One record's key.</summary>
    public string? Id { get; init; }

    /// <summary>A failing state.</summary>
    public RecordState? State { get; init; }

    /// <summary>In a list: how many to leave out before the first.</summary>
    public int Offset { get; init; }

    /// <summary>In a list: how many.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>The states of records that failed, of those too that are tried again.</summary>
    public static readonly RecordState[] Failing = [RecordState.Retrying, RecordState.InDoubt, RecordState.NeedsAttention, RecordState.Conflict];

    /// <summary>The rows that are meant.</summary>
    internal IQueryable<LedgerRecord> Apply(IQueryable<LedgerRecord> rows)
    {
        rows = rows.Where(row => Failing.Contains(row.State) && row.Code != null);
        if (Entity is { } entity) rows = rows.Where(row => row.Entity == entity);
        if (Code is { } code) rows = rows.Where(row => row.Code == code);
        if (StoreId is { } store) rows = rows.Where(row => row.StoreId == store);
        if (Id is { } id) rows = rows.Where(row => row.Key == id);
        if (State is { } state) rows = rows.Where(row => row.State == state);
        return rows;
    }
}
