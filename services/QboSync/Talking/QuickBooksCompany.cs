using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using QboSync.Faults;
using Syncing.Working;

namespace QboSync.Talking;

/// <summary>
/// One company over QuickBooks' Accounting API. Every method throws <see cref="FaultException"/>: <see cref="RefusedException"/> where
/// QuickBooks answered with a Fault, <see cref="FaultKind.UnknownOutcome"/> where a write left and no answer came.
/// </summary>
public sealed class QuickBooksCompany(
    string realm, string credentialId, IHttpClientFactory clients, AccessTokens tokens, Uri root, ILogger<QuickBooksCompany> log)
{
    // Versions below 75 are served as 75 since August 2025; saying so keeps the meaning of the fields fixed.
    private const string MinorVersion = "minorversion=75";

    /// <summary>The company's <c>realm_id</c>.</summary>
    public string Realm => realm;

    /// <summary>Reads one entity by id.</summary>
    public async Task<JsonObject> ReadAsync(string entity, string id, CancellationToken cancel) =>
        Entity(await SendAsync(HttpMethod.Get, $"{entity.ToLowerInvariant()}/{Uri.EscapeDataString(id)}?{MinorVersion}", null, cancel), entity, write: false);

    /// <summary>The company's preferences.</summary>
    public async Task<JsonObject> PreferencesAsync(CancellationToken cancel) =>
        Entity(await SendAsync(HttpMethod.Get, $"preferences?{MinorVersion}", null, cancel), "Preferences", write: false);

    /// <summary>Every row of an entity that a condition selects, all pages.</summary>
    /// <param name="entity">Such as <c>Customer</c>.</param>
    /// <param name="where">The condition, its literals made by <see cref="Query"/>; null for all.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<JsonObject>> QueryAsync(string entity, string? where, CancellationToken cancel)
    {
        var rows = new List<JsonObject>();
        while (true)
        {
            var statement = Query.Page(entity, where, rows.Count + 1);
            var answer = await SendAsync(HttpMethod.Get, $"query?query={Uri.EscapeDataString(statement)}&{MinorVersion}", null, cancel);
            var page = (answer["QueryResponse"] as JsonObject)?[entity] as JsonArray ?? [];
            rows.AddRange(page.OfType<JsonObject>());
            if (page.Count < Query.PageSize) return rows;
        }
    }

    /// <summary>Creates, or updates where the body names an Id; a request with the same <paramref name="requestId"/> is done once.</summary>
    public async Task<JsonObject> WriteAsync(string entity, string body, string requestId, CancellationToken cancel) =>
        Entity(await SendAsync(HttpMethod.Post, $"{entity.ToLowerInvariant()}?{MinorVersion}&requestid={Uri.EscapeDataString(requestId)}", body, cancel), entity, write: true);

    private static JsonObject Entity(JsonObject answer, string entity, bool write) =>
        answer[entity] as JsonObject ?? throw new FaultException(FaultReading.Read([], write));

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, string? body, CancellationToken cancel)
    {
        var token = await tokens.CurrentAsync(credentialId, realm, cancel);
        var (status, text, retryAfter) = await ExchangeAsync(method, path, body, token, cancel);
        if (status == HttpStatusCode.Unauthorized)
        {
            // A 401 executes nothing, and the second try carries the same requestid.
            token = await tokens.InsteadOfAsync(credentialId, realm, token, cancel);
            (status, text, retryAfter) = await ExchangeAsync(method, path, body, token, cancel);
        }
        if (status == HttpStatusCode.Forbidden) tokens.Forget(credentialId, realm);
        return Read(status, text, retryAfter, FaultAct.Of(path, body));
    }

    private async Task<(HttpStatusCode Status, string Text, TimeSpan? RetryAfter)> ExchangeAsync(
        HttpMethod method, string path, string? body, string token, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(root, $"v3/company/{Uri.EscapeDataString(realm)}/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/json");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var client = clients.CreateClient(QuickBooksClient.HttpClientName);
            using var response = await client.SendAsync(request, cancel);
            var text = await response.Content.ReadAsStringAsync(cancel);
            log.Log(response.IsSuccessStatusCode ? LogLevel.Debug : LogLevel.Information, "QuickBooks {Method} {Path} {Status} intuit_tid {Tid}", method, PathOnly(path), (int)response.StatusCode, Header(response, "intuit_tid"));
            return (response.StatusCode, text, RetryAfter(response));
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            throw NotReached(e); // no connection, so nothing left
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            log.LogWarning("QuickBooks {Method} {Path} gave no answer: {Message}", method, PathOnly(path), e.Message);
            throw body is null ? NotReached(e) : new FaultException(FaultReading.Read([], FaultAct.Of(path, body)), e);
        }
    }

    private static JsonObject Read(HttpStatusCode status, string text, TimeSpan? retryAfter, FaultAct act)
    {
        var errors = FaultBody.Errors(text);
        switch ((int)status)
        {
            case 429:
                throw new FaultException(FaultReading.Read([new QuickBooksError("3001", "", "")], act) with { RetryAfter = retryAfter ?? FaultReading.ThrottlePause });
            case 401:
                throw new FaultException(FaultReading.Read([new QuickBooksError("3200", "", "")], act));
            case 403 when errors.Any(error => error.Code == "3001"): // throttling as older gateways said it
                throw new FaultException(FaultReading.Read([new QuickBooksError("3001", "", "")], act));
            case 403:
                throw new FaultException(FaultReading.Read([new QuickBooksError("3100", "", "")], act));
            case >= 500 or 408:
                throw new FaultException(FaultReading.Read([], act) with { RetryAfter = retryAfter });
        }
        if (errors.Count > 0) throw new RefusedException(FaultReading.Read(errors, act), errors);
        if ((int)status is >= 200 and < 300)
            return FaultBody.Parse(text) ?? throw new FaultException(FaultReading.Read([], act));
        throw new FaultException(FaultKind.Misconfigured, "not_quickbooks",
            $"What answers at QuickBooks:ApiBaseUrl is not QuickBooks (status {(int)status} without a Fault). Nothing was booked. Check the setting.");
    }

    private static FaultException NotReached(Exception e) => new(new Fault(FaultKind.Transient, "quickbooks_unreachable",
        "QuickBooks cannot be reached at the moment. Nothing was booked; it is tried again by itself."), e);

    // Queries carry e-mail addresses and names, which do not belong in a log.
    private static string PathOnly(string path) => path.Split('?')[0];

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { } delta && delta > TimeSpan.Zero ? delta : null;
}
