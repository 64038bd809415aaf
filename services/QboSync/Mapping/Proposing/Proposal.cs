namespace QboSync.Mapping.Proposing;

/// <summary>A value that probably is meant, and that nobody has set: taken over only when somebody says so.</summary>
/// <param name="Field">The field's path.</param>
/// <param name="Segments">The names that lead to it.</param>
/// <param name="Value">QuickBooks' id.</param>
/// <param name="Name">Its name in QuickBooks.</param>
/// <param name="Reason">Why it is proposed.</param>
public sealed record Proposal(string Field, [property: System.Text.Json.Serialization.JsonIgnore] IReadOnlyList<string> Segments, string Value, string Name, string Reason);
