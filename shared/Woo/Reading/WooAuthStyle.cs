namespace Woo.Reading;

/// <summary>How a shop takes the key.</summary>
internal enum WooAuthStyle
{
    /// <summary>Basic, over HTTPS.</summary>
    Basic,

    /// <summary>Signed query, OAuth 1.0a: over plain HTTP, and where the host drops the <c>Authorization</c> header.</summary>
    OAuth,

    /// <summary>Signed query where the shop stands behind a proxy that ends TLS and WordPress takes itself for plain HTTP.</summary>
    OAuthBehindProxy,
}
