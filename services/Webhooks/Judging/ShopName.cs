namespace Webhooks.Judging;

/// <summary>
/// What tells one shop from another by its address: host, port and folder. Scheme, <c>www.</c>, the slash at the end and what stands behind <c>?</c> do
/// not: WordPress's own address and the one that is called differ in them in many a shop.
/// </summary>
public static class ShopName
{
    /// <summary>The name; an address that cannot be read is its own name.</summary>
    public static string Of(string address)
    {
        var text = address.Trim();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return text;
        var host = uri.IdnHost.ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        // 80 and 443 are the same shop: which of the two is a matter of the scheme.
        var port = uri.Port is 80 or 443 ? "" : $":{uri.Port}";
        return $"{host}{port}{uri.AbsolutePath.TrimEnd('/')}";
    }
}
