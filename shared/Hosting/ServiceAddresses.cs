using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;

namespace Hosting;

/// <summary>Where the other services are: as set (<c>Services:{Name}:BaseUrl</c>), else this very process where all run in one, else the usual port.</summary>
public sealed class ServiceAddresses(IConfiguration configuration, IServer server)
{
    /// <summary>Set by the process that holds every service.</summary>
    public const string AllInOne = "Platform:AllInOne";

    private static readonly Dictionary<string, int> Ports = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Webhooks"] = 8080, ["QboSync"] = 8081, ["SupabaseSync"] = 8082, ["Credentials"] = 8083,
    };

    /// <summary>The base address of a service, without a slash at the end.</summary>
    public Uri Of(string service)
    {
        if (configuration[$"Services:{service}:BaseUrl"] is { Length: > 0 } set) return new Uri(set.TrimEnd('/'));
        if (configuration.GetValue<bool>(AllInOne)) return Own();
        return new Uri($"http://127.0.0.1:{Ports[service]}");
    }

    private Uri Own()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The address of this process is not known before it listens.");
        return new Uri(address.Replace("://[::]", "://127.0.0.1").Replace("://0.0.0.0", "://127.0.0.1").Replace("://+", "://127.0.0.1").Replace("://*", "://127.0.0.1"));
    }
}
