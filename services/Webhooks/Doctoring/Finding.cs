namespace Webhooks.Doctoring;

/// <summary>Something about a shop's webhooks that a person should know.</summary>
/// <param name="Level"><c>error</c>: records do not arrive; <c>warning</c>: they may not; <c>info</c>: harmless.</param>
/// <param name="Code">Short stable name.</param>
/// <param name="Message">What is so.</param>
/// <param name="Fix">What to do; null where nothing is.</param>
/// <param name="Topic">Of which topic; null where it is not about one.</param>
/// <param name="WebhookId">Which webhook; null where it is not about one.</param>
public sealed record Finding(string Level, string Code, string Message, string? Fix = null, string? Topic = null, long? WebhookId = null)
{
    /// <summary>Records do not arrive.</summary>
    public const string Error = "error";

    /// <summary>Records may not arrive.</summary>
    public const string Warning = "warning";

    /// <summary>Harmless.</summary>
    public const string Info = "info";
}
