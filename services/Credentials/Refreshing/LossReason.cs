namespace Credentials.Refreshing;

/// <summary>Why a person must connect again, in words: what Intuit said, and what is known here about how it came to that.</summary>
internal static class LossReason
{
    /// <param name="refused">Intuit's answer.</param>
    /// <param name="unanswered">When a refresh with this token left to which no answer was stored; null where there was none.</param>
    /// <param name="previousTried">The token before it was refused too.</param>
    public static string Of(TokenAnswer.GrantRefused refused, DateTimeOffset? unanswered, bool previousTried) =>
        $"Intuit takes the refresh token no more (invalid_grant: {refused.Description})."
        + (unanswered is { } asked
            ? $" A refresh that left here at {asked:u} was not answered, or its answer could not be stored (the service was stopped, or the connection broke): Intuit may then have replaced the token by one that never arrived."
            : "")
        + (previousTried ? " The token before it was tried too." : "");
}
