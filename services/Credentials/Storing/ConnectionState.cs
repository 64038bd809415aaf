namespace Credentials.Storing;

/// <summary>How things stand with a QuickBooks company.</summary>
internal enum ConnectionState
{
    /// <summary>Nobody has given consent yet, or the company was changed since.</summary>
    NotConnected,

    /// <summary>Access tokens can be had.</summary>
    Connected,

    /// <summary>Intuit takes the refresh token no more; a person must connect again.</summary>
    Reconnect,
}
