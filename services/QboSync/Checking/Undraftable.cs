namespace QboSync.Checking;

/// <summary>Orders that cannot be written down for one reason.</summary>
/// <param name="Code">The reason as a short name.</param>
/// <param name="Message">The reason in words, of the newest of them.</param>
/// <param name="Example">The id of the newest of them.</param>
/// <param name="Orders">How many.</param>
public sealed record Undraftable(string Code, string Message, string Example, int Orders);
