namespace QboSync.Mapping.Choosing;

/// <summary>One entry of a list of the company.</summary>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Name">Its name; with its parents, <c>Parent:Child</c>, where it has some.</param>
public sealed record NamedEntry(string Id, string Name);
