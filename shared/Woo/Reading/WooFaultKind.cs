namespace Woo.Reading;

/// <summary>Why a shop could not be read.</summary>
public enum WooFaultKind
{
    /// <summary>Name not found, connection refused or lost.</summary>
    Unreachable,

    /// <summary>The certificate or the handshake was refused.</summary>
    Tls,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>Too many requests (429); wait as long as it says.</summary>
    Throttled,

    /// <summary>The shop or its host failed (5xx).</summary>
    ShopError,

    /// <summary>The shop's address leads elsewhere; redirects are not followed, because they lose the key.</summary>
    Redirected,

    /// <summary>A web page came instead of JSON: a firewall's challenge, a maintenance page, another site.</summary>
    NotJson,

    /// <summary>The key is unknown, or did not get through.</summary>
    KeyRefused,

    /// <summary>The key is known, its secret (or the signature made with it) is wrong.</summary>
    SecretWrong,

    /// <summary>The key is good, its user may not read this.</summary>
    RightsMissing,

    /// <summary>No such route: the plugin is off, or permalinks are.</summary>
    RouteMissing,

    /// <summary>The shop refused the request as wrong (4xx).</summary>
    BadRequest,

    /// <summary>JSON came that cannot be read.</summary>
    Unreadable,
}
