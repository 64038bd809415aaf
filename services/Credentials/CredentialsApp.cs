using Hosting;
using Hosting.Bus;
using Microsoft.Extensions.Configuration.Memory;

namespace Credentials;

/// <summary>The service on its own.</summary>
public static class CredentialsApp
{
    /// <summary>Builds the application.</summary>
    /// <param name="args">The command line's settings.</param>
    /// <param name="more">Has the last word on the builder.</param>
    /// <param name="defaults">Settings where nobody says otherwise.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? more = null, IReadOnlyDictionary<string, string?>? defaults = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (defaults is not null) builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
        builder.AddPlatform("credentials", 8083).AddCredentials().AddBus();
        more?.Invoke(builder);
        return builder.Build().UsePlatform().MapCredentials();
    }
}
