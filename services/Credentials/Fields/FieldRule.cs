namespace Credentials.Fields;

/// <summary>One field of a credential.</summary>
/// <param name="Name">As it stands in the JSON.</param>
/// <param name="Required">A credential without it is of no use.</param>
/// <param name="Secret">Never shown.</param>
/// <param name="Check">Null where the text is good, else what is wrong with it (without the text itself).</param>
internal sealed record FieldRule(string Name, bool Required, bool Secret, Func<string, string?> Check)
{
    /// <summary>How the text is kept: addresses lose what people paste along with them.</summary>
    public Func<string, string> Tidy { get; init; } = text => text;
}
