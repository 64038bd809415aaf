namespace Sandbox.QuickBooks.Storing;

/// <summary>The order of ids: numbers by value, before names such as TAX.</summary>
internal static class Ids
{
    public static readonly Comparer<string> Order = Comparer<string>.Create((left, right) =>
        (long.TryParse(left, out var a), long.TryParse(right, out var b)) switch
        {
            (true, true) => a.CompareTo(b),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(left, right),
        });
}
