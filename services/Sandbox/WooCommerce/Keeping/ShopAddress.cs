using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Sandbox.WooCommerce.Keeping;

/// <summary>The shop's home URL, which WordPress puts into links whatever address a request came to.</summary>
public sealed class ShopAddress(IServer server, IConfiguration configuration)
{
    /// <summary>Without trailing slash, such as <c>http://127.0.0.1:8090/woocommerce</c>; <c>Sandbox:PublicUrl</c> overrides the listening address.</summary>
    public string Home => Root + "/woocommerce";

    /// <summary>The base of the REST API.</summary>
    internal string Api => Home + "/wp-json/wc/v3";

    private string Root
    {
        get
        {
            if (configuration["Sandbox:PublicUrl"] is { Length: > 0 } given) return given.TrimEnd('/');
            var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1:8090";
            foreach (var any in (string[])["0.0.0.0", "[::]", "+", "*"]) listening = listening.Replace($"//{any}", "//127.0.0.1", StringComparison.Ordinal);
            return listening.TrimEnd('/');
        }
    }
}
