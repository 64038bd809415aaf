using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using SupabaseSync.Mirroring;
using SupabaseSync.Mirroring.Calling;
using Syncing.Working;

namespace SupabaseSync.Proving;

/// <summary>Reads rows of a project's tables over PostgREST. Every failure is answered as a fault, none is thrown (a cancelled caller aside).</summary>
public sealed class RowReading(IHttpClientFactory clients, IOptions<SupabaseOptions> options, TimeProvider time)
{
    /// <summary>PostgREST answers no more rows than this, and does so without a word.</summary>
    public const int MostRows = 1000;

    private static readonly ProductInfoHeaderValue UserAgent =
        new("woo-sync", typeof(RowReading).Assembly.GetName().Version?.ToString(3) ?? "0.1.0");

    /// <summary>One page of a table.</summary>
    /// <param name="project">Where.</param>
    /// <param name="table">Its name.</param>
    /// <param name="conditions">Parameters as PostgREST takes them; values are encoded here.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<(IReadOnlyList<JsonObject> Rows, Fault? Fault)> PageAsync(
        Project project, string table, IEnumerable<(string Name, string Value)> conditions, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            var query = string.Join('&', conditions.Select(condition => $"{condition.Name}={Uri.EscapeDataString(condition.Value)}"));
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{project.RestBase}/{table}?{query}");
            project.Sign(request);
            request.Headers.UserAgent.Add(UserAgent);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            request.Headers.TryAddWithoutValidation("Accept-Profile", "public"); // the first exposed schema may be another one
            using var client = clients.CreateClient(SupabaseClient.HttpClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await using var content = await response.Content.ReadAsStreamAsync(either.Token);
            return Read(response, await ParseAsync(content, either.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return ([], SupabaseFaults.NoAnswer("timeout", $"The project did not answer within {options.Value.TimeoutSeconds} s (Supabase:TimeoutSeconds)."));
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            return ([], SupabaseFaults.NoAnswer("unreachable", "The project cannot be reached, or the connection broke before an answer came."));
        }
    }

    private static (IReadOnlyList<JsonObject>, Fault?) Read(HttpResponseMessage response, JsonNode? body)
    {
        if (response.IsSuccessStatusCode) return body is JsonArray rows ? ([.. rows.OfType<JsonObject>()], null) : ([], SupabaseFaults.NotSupabase);
        var error = body as JsonObject;
        return ([], SupabaseFaults.Of((int)response.StatusCode, Text(error, "code"), Text(error, "message"), response.Headers.RetryAfter?.Delta));
    }

    private static async Task<JsonNode?> ParseAsync(Stream content, CancellationToken cancel)
    {
        try
        {
            return await JsonNode.ParseAsync(content, cancellationToken: cancel);
        }
        catch (JsonException)
        {
            return null; // empty, or a gateway's page: the status has to do
        }
    }

    private static string? Text(JsonObject? body, string name) =>
        body?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
