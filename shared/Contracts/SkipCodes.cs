namespace Contracts;

/// <summary>Codes of <see cref="RecordOutcome.Skipped"/> that more than one service knows.</summary>
public static class SkipCodes
{
    /// <summary>The run that asked for the version was cancelled before the version had its turn. Whoever asks for the record later has it worked.</summary>
    public const string Cancelled = "cancelled";
}
