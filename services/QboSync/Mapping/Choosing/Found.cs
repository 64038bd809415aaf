namespace QboSync.Mapping.Choosing;

/// <summary>What a field's value means in the company.</summary>
/// <param name="Entry">The one that is meant; null where none is, or where <paramref name="Error"/> says what is wrong.</param>
/// <param name="Error">What is wrong with the value, in a bookkeeper's words.</param>
internal sealed record Found(NamedEntry? Entry, string? Error = null);
