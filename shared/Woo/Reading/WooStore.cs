namespace Woo.Reading;

/// <summary>What all clients of one shop share in this process: its address, how many requests it gets at once, and what was learned of it.</summary>
internal sealed class WooStore
{
    /// <summary>Shared hosts have a handful of PHP workers, and the shop's customers need them.</summary>
    public const int Concurrency = 2;

    public WooStore(string storeUrl)
    {
        if (!Uri.TryCreate(storeUrl.Trim().TrimEnd('/'), UriKind.Absolute, out var home) || home.Scheme is not ("http" or "https"))
            throw new ArgumentException("store_url must be the shop's address with http:// or https://, such as https://shop.example", nameof(storeUrl));
        if (home.Query.Length > 0 || home.Fragment.Length > 0 || home.UserInfo.Length > 0)
            throw new ArgumentException("store_url must be the shop's home address alone, without user, ? or #", nameof(storeUrl));
        Home = home.GetLeftPart(UriPartial.Path).TrimEnd('/');
        IsHttps = home.Scheme == "https";
        Forget();
    }

    /// <summary>Exactly as given, without the slash at its end: with or without www, http or https makes a difference.</summary>
    public string Home { get; }

    public bool IsHttps { get; }

    public SemaphoreSlim Gate { get; } = new(Concurrency, Concurrency);

    /// <summary>Learned.</summary>
    public WooRouteStyle Route { get; set; }

    /// <summary>Learned.</summary>
    public WooAuthStyle Auth { get; set; }

    /// <summary>The address of a route such as <c>/wc/v3/orders</c>.</summary>
    public Uri Address(string route, IEnumerable<KeyValuePair<string, string>> query, WooRouteStyle style)
    {
        var parameters = string.Join('&', query.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
        return new Uri(style == WooRouteStyle.Pretty
            ? $"{Home}/wp-json{route}{(parameters.Length > 0 ? "?" : "")}{parameters}"
            : $"{Home}/?rest_route={route}{(parameters.Length > 0 ? "&" : "")}{parameters}");
    }

    /// <summary>Begins again with what most shops have.</summary>
    public void Forget() => (Route, Auth) = (WooRouteStyle.Pretty, UsualAuth);

    /// <summary>This shop is not like most.</summary>
    public bool HasLearned => Route != WooRouteStyle.Pretty || Auth != UsualAuth;

    private WooAuthStyle UsualAuth => IsHttps ? WooAuthStyle.Basic : WooAuthStyle.OAuth;
}
