using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Syncing.Working;

namespace SupabaseSync.Mirroring.Calling;

/// <summary>Calls functions of a project's schema over PostgREST. Every failure is answered as a fault, none is thrown (a cancelled caller aside).</summary>
public sealed class SupabaseClient(IHttpClientFactory clients, IOptions<SupabaseOptions> options, TimeProvider time)
{
    /// <summary>Name of the <see cref="HttpClient"/>.</summary>
    public const string HttpClientName = "supabase";

    // Secret keys are refused where the User-Agent looks like a browser, so this one says what it is.
    private static readonly ProductInfoHeaderValue UserAgent =
        new("woo-sync", typeof(SupabaseClient).Assembly.GetName().Version?.ToString(3) ?? "0.1.0");

    // Rows hold records as the shop sent them, and plugins nest their metadata deeply.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 600 };

    private static readonly MediaTypeHeaderValue JsonContent = new("application/json", "utf-8");

    /// <summary>Sends a batch to <c>sync_{entity}</c>.</summary>
    public async Task<BatchAnswer> SendBatchAsync(Project project, string entity, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancel)
    {
        var (body, fault) = await CallAsync(project, $"sync_{entity}", Join(records), cancel);
        using (body) return fault is not null ? BatchAnswer.Failed(fault) : BatchAnswer.Read(body!.RootElement);
    }

    /// <summary>Calls a function; the answer's JSON, or why there is none. The caller disposes the document.</summary>
    public Task<(JsonDocument? Body, Fault? Fault)> CallAsync(Project project, string function, ReadOnlyMemory<byte> arguments, CancellationToken cancel) =>
        SendAsync(() => Request(project, function, arguments), cancel);

    /// <summary>Reads rows of a table; the answer's JSON, or why there is none. The caller disposes the document.</summary>
    /// <param name="project">Where.</param>
    /// <param name="tableAndQuery">Such as <c>orders?select=woo_id&amp;store_id=eq.shop</c>, escaped.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<(JsonDocument? Body, Fault? Fault)> ReadAsync(Project project, string tableAndQuery, CancellationToken cancel) => SendAsync(() =>
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{project.RestBase}/{tableAndQuery}");
        Introduce(request, project);
        request.Headers.TryAddWithoutValidation("Accept-Profile", "public");
        return request;
    }, cancel);

    /// <summary>The same, as an element that outlives the answer.</summary>
    public async Task<(JsonElement? Body, Fault? Fault)> RowsAsync(Project project, string tableAndQuery, CancellationToken cancel)
    {
        var (body, fault) = await ReadAsync(project, tableAndQuery, cancel);
        using (body) return (body?.RootElement.Clone(), fault);
    }

    private async Task<(JsonDocument? Body, Fault? Fault)> SendAsync(Func<HttpRequestMessage> ask, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            using var request = ask();
            using var response = await clients.CreateClient(HttpClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            using var content = await response.Content.ReadAsStreamAsync(either.Token);
            return await ReadAsync(response, content, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, SupabaseFaults.NoAnswer("timeout", $"The project did not answer within {options.Value.TimeoutSeconds} s (Supabase:TimeoutSeconds)."));
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            var error = (lost as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
            return (null, error switch
            {
                HttpRequestError.NameResolutionError => SupabaseFaults.NoAnswer("unknown_host", "The project's host name is not known. Projects that were deleted or paused for long lose theirs."),
                HttpRequestError.SecureConnectionError => SupabaseFaults.NoAnswer("tls_failed", "The project's certificate is not trusted."),
                HttpRequestError.ConnectionError => SupabaseFaults.NoAnswer("unreachable", "The project's host does not accept connections."),
                _ => SupabaseFaults.NoAnswer("connection_lost", "The connection to the project broke before an answer came."),
            });
        }
    }

    private static HttpRequestMessage Request(Project project, string function, ReadOnlyMemory<byte> arguments)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{project.RestBase}/rpc/{function}")
        {
            Content = new ReadOnlyMemoryContent(arguments) { Headers = { ContentType = JsonContent } },
        };
        Introduce(request, project);
        request.Content.Headers.TryAddWithoutValidation("Content-Profile", "public"); // the first exposed schema may be another one
        return request;
    }

    private static void Introduce(HttpRequestMessage request, Project project)
    {
        project.Sign(request);
        request.Headers.UserAgent.Add(UserAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    private async Task<(JsonDocument?, Fault?)> ReadAsync(HttpResponseMessage response, Stream content, CancellationToken cancel)
    {
        JsonDocument? body = null;
        try
        {
            body = await JsonDocument.ParseAsync(content, Deep, cancel);
        }
        catch (JsonException)
        {
            // Empty, or a gateway's page: the status has to do.
        }
        if (response.IsSuccessStatusCode) return body is null ? (null, SupabaseFaults.NotSupabase) : (body, null);
        using (body)
            return (null, SupabaseFaults.Of((int)response.StatusCode, Text(body, "code"), Text(body, "message"), RetryAfter(response)));
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is not { } header ? null : header.Delta ?? header.Date - time.GetUtcNow();

    private static string? Text(JsonDocument? body, string name) =>
        body?.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        ReadOnlySpan<byte> head = "{\"p_batch\":["u8, tail = "]}"u8;
        var bytes = new byte[head.Length + records.Sum(record => record.Length) + Math.Max(0, records.Count - 1) + tail.Length];
        head.CopyTo(bytes);
        var at = head.Length;
        for (var i = 0; i < records.Count; i++)
        {
            if (i > 0) bytes[at++] = (byte)',';
            records[i].Span.CopyTo(bytes.AsSpan(at));
            at += records[i].Length;
        }
        tail.CopyTo(bytes.AsSpan(at));
        return bytes;
    }
}
