using System.Net;

namespace Woo.Reading;

/// <summary>Why a shop could not be read, for a person and for a program.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">What it means and what to do, in plain words; holds no secret.</param>
/// <param name="Status">The HTTP status; null where none came.</param>
/// <param name="Code">WooCommerce's or WordPress's own code; null where none came.</param>
/// <param name="RetryAfter">How long the shop asked to wait; null where it did not.</param>
public sealed record WooFault(WooFaultKind Kind, string Message, HttpStatusCode? Status = null, string? Code = null, TimeSpan? RetryAfter = null)
{
    /// <summary>May be gone by itself after a while.</summary>
    public bool IsTransient => Kind is WooFaultKind.Unreachable or WooFaultKind.Timeout or WooFaultKind.Throttled or WooFaultKind.ShopError or WooFaultKind.NotJson;

    /// <summary>Goes on for every record until someone mends the key or its user's rights.</summary>
    public bool IsUnauthorised => Kind is WooFaultKind.KeyRefused or WooFaultKind.SecretWrong or WooFaultKind.RightsMissing;
}
