using Hosting;
using Hosting.Bus;

namespace Credentials;

/// <summary>The service on its own.</summary>
public static class CredentialsApp
{
    /// <summary>Builds the application; <paramref name="more"/> has the last word on its builder.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateBuilder(args).AddPlatform("credentials", 8083);
        builder.AddCredentials();
        builder.AddBus();
        more?.Invoke(builder);
        return builder.Build().UsePlatform().MapCredentials();
    }
}
