namespace QboSync.Talking;

/// <summary>One error of a Fault body.</summary>
/// <param name="Code">Without leading zeros.</param>
/// <param name="Message">The general part.</param>
/// <param name="Detail">The particular part.</param>
/// <param name="Element">The field, where QuickBooks names one.</param>
public sealed record QuickBooksError(string Code, string Message, string Detail, string? Element = null)
{
    /// <summary>610 has two meanings: what was referred to is inactive, or the object itself is gone.</summary>
    public bool IsGone => Code == "610" && !Detail.Contains("inactive", StringComparison.OrdinalIgnoreCase);
}
