namespace QboSync.Checking;

/// <summary>Something that a check found.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Code">Short name, stable.</param>
/// <param name="Field">The field of the mapping that it is about; null where it is about the company or the shop.</param>
/// <param name="Message">What it is, in a bookkeeper's words.</param>
/// <param name="Fix">What to do.</param>
public sealed record Finding(FindingLevel Level, string Code, string? Field, string Message, string Fix)
{
    /// <summary>Orders cannot be booked.</summary>
    public static Finding Error(string code, string? field, string message, string fix) => new(FindingLevel.Error, code, field, message, fix);

    /// <summary>Orders are booked, perhaps not as wanted.</summary>
    public static Finding Warning(string code, string? field, string message, string fix) => new(FindingLevel.Warning, code, field, message, fix);

    /// <summary>Good to know.</summary>
    public static Finding Info(string code, string? field, string message, string fix) => new(FindingLevel.Info, code, field, message, fix);
}
