namespace Syncing.Ledger;

/// <summary>One try at one version of a record, for the reader of its page.</summary>
public sealed class Attempt
{
    /// <summary>Database id.</summary>
    public long Id { get; set; }

    /// <summary>The ledger row.</summary>
    public long RecordId { get; set; }

    /// <summary>The version that was tried.</summary>
    public long Seq { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>How long the batch that it was in took, in milliseconds.</summary>
    public long DurationMs { get; set; }

    /// <summary>An outcome, or the kind of a fault.</summary>
    public string Result { get; set; } = "";

    /// <summary>Short name of the cause.</summary>
    public string? Code { get; set; }

    /// <summary>The cause in words.</summary>
    public string? Message { get; set; }
}
