namespace QboSync.Pacing;

/// <summary>What all instances share about the pace of one company.</summary>
/// <param name="NextBatch">State of the <see cref="Rhythm"/> of batches.</param>
/// <param name="NextRequest">State of the <see cref="Rhythm"/> of requests.</param>
/// <param name="Seats">Calls in flight.</param>
public sealed record PaceState(DateTimeOffset NextBatch, DateTimeOffset NextRequest, IReadOnlyList<Seats> Seats)
{
    /// <summary>Of a company that was never called.</summary>
    public static readonly PaceState New = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, []);
}
