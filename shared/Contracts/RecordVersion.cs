namespace Contracts;

/// <summary>
/// The version of one WooCommerce record. Targets compare versions and nothing else.
/// </summary>
/// <param name="Modified">
/// <c>date_modified_gmt</c> of the record, else <c>date_created_gmt</c>, UTC with a grain of one second. Null where WooCommerce has
/// neither (a customer who was never updated); null is older than any date.
/// </param>
/// <param name="Seq">Grows with every change of the record that was seen; decides where <paramref name="Modified"/> ties.</param>
public readonly record struct RecordVersion(DateTimeOffset? Modified, long Seq) : IComparable<RecordVersion>
{
    /// <inheritdoc/>
    public int CompareTo(RecordVersion other)
    {
        var byDate = (Modified?.UtcTicks ?? 0).CompareTo(other.Modified?.UtcTicks ?? 0);
        return byDate != 0 ? byDate : Seq.CompareTo(other.Seq);
    }

    /// <summary>Older.</summary>
    public static bool operator <(RecordVersion left, RecordVersion right) => left.CompareTo(right) < 0;

    /// <summary>Newer.</summary>
    public static bool operator >(RecordVersion left, RecordVersion right) => left.CompareTo(right) > 0;

    /// <summary>Older or the same.</summary>
    public static bool operator <=(RecordVersion left, RecordVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Newer or the same.</summary>
    public static bool operator >=(RecordVersion left, RecordVersion right) => left.CompareTo(right) >= 0;
}
