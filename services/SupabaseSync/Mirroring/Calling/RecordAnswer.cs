namespace SupabaseSync.Mirroring.Calling;

/// <summary>What became of one record of a batch.</summary>
/// <param name="Result"><c>created</c>, <c>updated</c>, <c>unchanged</c>, <c>stale</c> or <c>error</c>.</param>
/// <param name="Code">PostgreSQL's code of an error.</param>
/// <param name="Message">PostgreSQL's message of an error.</param>
public sealed record RecordAnswer(string Result, string? Code, string? Message);
