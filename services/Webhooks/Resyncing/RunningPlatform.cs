using System.Text.Json;
using Hosting.Starting;

namespace Webhooks.Resyncing;

/// <summary>Where the running platform answers, and with which key, by the settings that it was started with.</summary>
/// <param name="Address">Its address.</param>
/// <param name="ApiKey">The key of its API.</param>
public sealed record RunningPlatform(Uri Address, string ApiKey)
{
    private const string Key = "Platform:ApiKey";

    /// <summary>Finds it.</summary>
    /// <exception cref="StartRefusedException">Address or key cannot be found; the message names the setting.</exception>
    public static RunningPlatform Find(ResyncArguments asked)
    {
        var settings = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
            .AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(asked.Settings).Build();
        var urls = settings["urls"] is { Length: > 0 } set ? set : settings["Services:Webhooks:BaseUrl"] is { Length: > 0 } known ? known : "http://127.0.0.1:8080";
        // An address to listen on may be one that nobody can call.
        var first = urls.Split(';')[0].Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal);
        if (!Uri.TryCreate(first, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new StartRefusedException($"urls: {first} is no address; give --urls http://127.0.0.1:8080.");
        return new RunningPlatform(address, settings[Key] is { Length: > 0 } key ? key : KeptKey(settings, asked.Sandbox));
    }

    private static string KeptKey(IConfiguration settings, bool sandbox)
    {
        var folder = Path.GetFullPath(settings["Platform:DataDirectory"] ?? "./data");
        var file = Path.Combine(sandbox ? Path.Combine(folder, "sandbox") : folder, "keys.json");
        try
        {
            if (JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))?.GetValueOrDefault(Key) is { Length: > 0 } key) return key;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartRefusedException($"{Key}: is not set, and {file} cannot be read ({e.Message}). Give Platform__ApiKey, or --Platform:DataDirectory FOLDER of the running platform.");
        }
        throw new StartRefusedException($"{Key}: is not set, and {file} does not hold it.");
    }
}
