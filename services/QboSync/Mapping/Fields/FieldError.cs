namespace QboSync.Mapping.Fields;

/// <summary>What is wrong with one field of a mapping.</summary>
/// <param name="Field">Its path in the JSON, such as <c>accounts.income</c>.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record FieldError(string Field, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Message}";
}
