namespace Credentials.Storing;

/// <summary>How things stand with a QuickBooks company.</summary>
internal enum ConnectionState
{
    /// <summary>Nobody has given consent yet, or the company was changed since.</summary>
    NotConnected,

    /// <summary>Access tokens can be had.</summary>
    Connected,

    /// <summary>They can be had, and the refresh token or the consent ends soon. Never stored: it follows from the clock.</summary>
    Expiring,

    /// <summary>Intuit takes the refresh token no more; a person must connect again.</summary>
    Reconnect,
}
