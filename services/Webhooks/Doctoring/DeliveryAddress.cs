namespace Webhooks.Doctoring;

/// <summary>The address that a store's webhooks deliver to. Pure functions.</summary>
public static class DeliveryAddress
{
    /// <summary>Longest address.</summary>
    public const int Longest = 500;

    /// <summary>The end by which a webhook of this installation is known.</summary>
    public static string PathOf(string storeId) => $"/webhooks/woocommerce/{storeId}";

    /// <summary>The address below a public one such as <c>https://sync.example</c>.</summary>
    public static string Below(string publicUrl, string storeId) => $"{publicUrl.TrimEnd('/')}{PathOf(storeId)}";

    /// <summary>Whether a webhook with this address is this store's and ours, at whatever host.</summary>
    public static bool IsOurs(string address, string storeId) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && Uri.UnescapeDataString(uri.AbsolutePath).TrimEnd('/').EndsWith(PathOf(storeId), StringComparison.Ordinal);

    /// <summary>Whether two addresses are one: case of the host, the scheme's own port and a slash at the end do not matter.</summary>
    public static bool Same(string left, string right) => Plain(left) == Plain(right);

    /// <summary>What is wrong with an address that a person gave; null where it may be one.</summary>
    public static string? Error(string address, string storeId) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") ? $"Must be an address such as https://sync.example{PathOf(storeId)}."
        : address.Length > Longest ? $"Must be at most {Longest} characters."
        : uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0 ? "Must be an address alone, without user, ? or #."
        : !IsOurs(address, storeId) ? $"Must end with {PathOf(storeId)}."
        : null;

    /// <summary>Why a real shop would not send there; null where it would. WordPress refuses to call what is not public.</summary>
    public static string? Unsendable(string address)
    {
        var uri = new Uri(address);
        if (uri.Port is not (80 or 443 or 8080)) return $"port {uri.Port}: WordPress sends to ports 80, 443 and 8080 only";
        if (uri.IsLoopback || (System.Net.IPAddress.TryParse(uri.Host, out var ip) && IsPrivate(ip))) return $"{uri.Host} is not a public address: WordPress does not send there";
        return null;
    }

    private static bool IsPrivate(System.Net.IPAddress ip) => ip.GetAddressBytes() is [10, ..] or [127, ..] or [192, 168, ..] or [172, >= 16 and <= 31, ..] or [169, 254, ..] or [0, ..];

    private static string Plain(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Query).TrimEnd('/') : address;
}
