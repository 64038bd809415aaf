using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hosting.Starting;
using Platform.Starting;

namespace Platform.Commanding;

/// <summary>The installation that is running, called over its API with its own key, for commands that ask it to do something.</summary>
internal sealed class RunningPlatform : IDisposable
{
    private readonly HttpClient _http;

    private RunningPlatform(HttpClient http) => _http = http;

    /// <summary>
    /// Finds it: at <c>--urls</c> (or <c>ASPNETCORE_URLS</c>), else port 8080; its key as set, else as kept in the data directory. With
    /// <c>--sandbox</c> the one that was started so.
    /// </summary>
    /// <exception cref="StartRefusedException">The arguments are not known, or there is no key; the message says what to do.</exception>
    public static RunningPlatform Find(string[] args)
    {
        var options = CommandLine.Read(args);
        var directory = DataDirectory.PathOf(options);
        var key = options.Configuration["Platform:ApiKey"] is { Length: > 0 } set ? set : FirstStart.KeptApiKey(directory);
        if (key is null)
            throw new StartRefusedException($"There is no API key in {directory}. Give the installation's own with Platform__ApiKey (environment), or its data directory with --Platform:DataDirectory FOLDER.");
        var urls = options.Configuration["urls"] ?? options.Configuration["ASPNETCORE_URLS"] ?? "http://127.0.0.1:8080";
        var address = urls.Split(';')[0];
        foreach (var any in (string[])["0.0.0.0", "[::]", "+", "*"]) address = address.Replace($"//{any}", "//127.0.0.1", StringComparison.Ordinal);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) throw new StartRefusedException($"--urls: {address} is not an address such as http://127.0.0.1:8080.");
        var http = new HttpClient { BaseAddress = uri, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Add("X-Api-Key", key);
        return new RunningPlatform(http);
    }

    /// <summary>Calls its API.</summary>
    /// <exception cref="StartRefusedException">It does not answer, or refuses; the message is what it said.</exception>
    public async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonNode? body = null, CancellationToken cancel = default)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var response = await _http.SendAsync(request, cancel);
            var text = await response.Content.ReadAsStringAsync(cancel);
            if (response.IsSuccessStatusCode) return JsonNode.Parse(text) as JsonObject ?? [];
            throw new StartRefusedException(Words(text) ?? $"The platform answered {(int)response.StatusCode}.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            throw new StartRefusedException($"The platform at {_http.BaseAddress} does not answer as it should: {e.Message} Is it running? Another address: --urls http://127.0.0.1:PORT");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // A problem document: its detail, and what is wrong by field.
    private static string? Words(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject problem) return null;
            var fields = (problem["errors"] as JsonObject)?.SelectMany(field => field.Value!.AsArray().Select(message => $"{field.Key}: {message}")) ?? [];
            var lines = fields.Prepend((string?)problem["detail"]).Where(line => !string.IsNullOrEmpty(line)).ToList();
            return lines.Count > 0 ? string.Join('\n', lines) : (string?)problem["title"];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
