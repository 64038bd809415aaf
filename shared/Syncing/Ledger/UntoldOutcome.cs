namespace Syncing.Ledger;

/// <summary>An outcome that is recorded and not yet told on the bus; written with the record, removed once the bus has it.</summary>
public sealed class UntoldOutcome
{
    /// <summary>Database id; outcomes are told in this order.</summary>
    public long Id { get; set; }

    /// <summary>A <c>RecordSettled</c>, JSON.</summary>
    public string Message { get; set; } = "";
}
