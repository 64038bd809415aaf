namespace Sandbox.Control;

/// <summary>One request that a stand-in got. The status is 0 where the connection was cut; secrets are taken out of the query.</summary>
public sealed record RequestEntry(long Seq, DateTimeOffset At, string Method, string Path, string Query, int Status, double Ms);
