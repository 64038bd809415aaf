using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Hosting.Settings;

/// <summary>Whether every <c>Services:{Name}:BaseUrl</c> that is set is an address; an empty one counts as not set.</summary>
internal sealed class BaseUrlCheck(IConfiguration configuration) : IValidateOptions<ServicesOptions>
{
    public ValidateOptionsResult Validate(string? name, ServicesOptions options)
    {
        var bad = configuration.GetSection("Services").GetChildren().Where(service => service["BaseUrl"] is { Length: > 0 } set && !IsAddress(set)).ToList();
        return bad.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(bad.Select(service =>
            $"Setting Services:{service.Key}:BaseUrl (environment: Services__{service.Key}__BaseUrl) must be an address such as http://127.0.0.1:8083."));
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
