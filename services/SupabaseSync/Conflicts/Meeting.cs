using SupabaseSync.Mirroring.Mapping;
using Syncing.Working;

namespace SupabaseSync.Conflicts;

/// <summary>What came of looking at rows before they are written over.</summary>
public sealed class Meeting
{
    /// <summary>What is to be sent, in the order of the key.</summary>
    public List<MirrorRow> Send { get; } = [];

    /// <summary>What is not sent: held for a person, left as it stands, or not to be known now.</summary>
    public List<WorkResult> Settled { get; } = [];

    /// <summary>Rows whose version somebody raised by hand: it is taken back before the write.</summary>
    public List<(MirrorRow Row, StandingRow Standing, Edit Edit)> Raised { get; } = [];

    /// <summary>Records of which a decision is used up by this write.</summary>
    public HashSet<long> UsedUp { get; } = [];
}
