namespace SupabaseSync.Mirroring.Mapping;

/// <summary>A record cannot become a row. The message names the field and never its content.</summary>
internal sealed class UnmappableException(string code, string message) : Exception(message)
{
    /// <summary>Short name of the cause, as in <see cref="Syncing.Working.Fault.Code"/>.</summary>
    public string Code { get; } = code;
}
