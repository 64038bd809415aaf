namespace Sandbox.Supabase.Rows;

/// <summary>An error as PostgreSQL or PostgREST reports it.</summary>
public sealed class PgError(string code, string message, string? details = null, string? hint = null) : Exception(message)
{
    /// <summary>SQLSTATE, or PostgREST's own code.</summary>
    public string Code { get; } = code;

    /// <summary>May hold a whole row, as the real one does.</summary>
    public string? Details { get; } = details;

    /// <summary>What to try instead.</summary>
    public string? Hint { get; } = hint;
}
