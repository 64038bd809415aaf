using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using QboSync.Faults;
using QboSync.Metering;
using QboSync.Previewing;
using QboSync.Sending;
using Syncing.Working;

namespace QboSync.Talking;

/// <summary>
/// One company over QuickBooks' Accounting API. Every method throws <see cref="FaultException"/>: <see cref="RefusedException"/> where
/// QuickBooks answered with a Fault, <see cref="FaultKind.UnknownOutcome"/> where a write left and no answer came.
/// </summary>
public sealed partial class QuickBooksCompany(
    string realm, string credentialId, IHttpClientFactory clients, AccessTokens tokens, Uri root, CompanyLine line, ILogger<QuickBooksCompany> log)
{
    // Versions below 75 are served as 75 since August 2025; saying so keeps the meaning of the fields fixed.
    private const string MinorVersion = "minorversion=75";

    private volatile Fault? _closed;

    /// <summary>Set for a preview: it takes every write, and nothing leaves.</summary>
    public Rehearsal? Rehearsal { get; init; }

    /// <summary>The company's <c>realm_id</c>.</summary>
    public string Realm => realm;

    /// <summary>
    /// Why nothing more is asked over this object: the company throttled it, or does not let it in. Whoever opened it for some records spares
    /// the rest of them; the next one opens the company anew.
    /// </summary>
    internal Fault? Closed => _closed;

    /// <summary>Says that <paramref name="count"/> records are worked from now on; their calls are sent together. Dispose one as it is done.</summary>
    public IReadOnlyList<IDisposable> Begin(int count) => line.Gathering.Begin(count);

    /// <summary>Reads one entity by id.</summary>
    public async Task<JsonObject> ReadAsync(string entity, string id, CancellationToken cancel) =>
        Rehearsal?.Made(entity, id) ?? Entity(await SendAsync(HttpMethod.Get, $"{entity.ToLowerInvariant()}/{Uri.EscapeDataString(id)}?{MinorVersion}", null, cancel), entity);

    /// <summary>The company's preferences.</summary>
    public async Task<JsonObject> PreferencesAsync(CancellationToken cancel) =>
        Entity(await SendAsync(HttpMethod.Get, $"preferences?{MinorVersion}", null, cancel), "Preferences");

    /// <summary>Every row of an entity that a condition selects, all pages. Queries that are wanted at the same time share a batch.</summary>
    /// <param name="entity">Such as <c>Customer</c>.</param>
    /// <param name="where">The condition, its literals made by <see cref="Query"/>; null for all.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<JsonObject>> QueryAsync(string entity, string? where, CancellationToken cancel)
    {
        var rows = new List<JsonObject>();
        while (true)
        {
            var page = await PageAsync(entity, Query.Page(entity, where, rows.Count + 1), cancel);
            rows.AddRange(page);
            if (page.Count < Query.PageSize) return rows;
        }
    }

    /// <summary>How many rows of an entity a condition selects.</summary>
    public async Task<long> CountAsync(string entity, string? where, CancellationToken cancel)
    {
        var answer = await SendAsync(HttpMethod.Get, $"query?query={Uri.EscapeDataString(Query.Count(entity, where))}&{MinorVersion}", null, cancel);
        return (answer["QueryResponse"] as JsonObject)?["totalCount"]?.GetValue<long>() ?? 0;
    }

    /// <summary>The rows of one statement.</summary>
    public async Task<IReadOnlyList<JsonObject>> PageAsync(string entity, string statement, CancellationToken cancel)
    {
        var answer = await GatherAsync(new GatheredCall { Company = this, Entity = entity, Statement = statement, Cancel = cancel });
        return [.. ((answer["QueryResponse"] as JsonObject)?[entity] as JsonArray ?? []).OfType<JsonObject>()];
    }

    /// <summary>
    /// Creates, or updates where the body names an Id; a request with the same <paramref name="requestId"/> is done once. Writes that are wanted
    /// at the same time share a batch, in which they have another id: a lost one must be found again by what it made, such as a name.
    /// </summary>
    public async Task<JsonObject> WriteAsync(string entity, string body, string requestId, CancellationToken cancel)
    {
        var operation = FaultBody.Parse(body)?.Text("Id") is null ? "create" : "update";
        var answer = await GatherAsync(new GatheredCall { Company = this, Entity = entity, Body = body, Operation = operation, RequestId = requestId, Cancel = cancel });
        return (JsonObject)answer[entity]!;
    }

    internal async Task<JsonObject> GatherAsync(GatheredCall call)
    {
        CheckOpen();
        if (call.IsWrite && Rehearsal is { } rehearsal) return await rehearsal.TakeAsync(call);
        return await line.Gathering.AddAsync(call);
    }

    /// <summary>Sends a call by itself. Its place in the company's pace is taken already.</summary>
    internal Task<JsonObject> SendSingleAsync(GatheredCall call, CancellationToken cancel) => call.Statement is { } statement
        ? CallAsync(HttpMethod.Get, $"query?query={Uri.EscapeDataString(statement)}&{MinorVersion}", null, FaultAct.Reading, cancel)
        : CallAsync(HttpMethod.Post, $"{call.Entity.ToLowerInvariant()}?{call.Parameters}{MinorVersion}&requestid={Uri.EscapeDataString(call.RequestId)}", call.Body, call.Act, cancel);

    /// <summary>Sends calls as one batch. Its place in the company's pace is taken already.</summary>
    internal Task<JsonObject> SendBatchAsync(Batch batch, IReadOnlyList<GatheredCall> calls, CancellationToken cancel)
    {
        line.Meter.Count(realm, CallKind.Query, calls.Count(call => !call.IsWrite));
        return CallAsync(HttpMethod.Post, $"batch?{MinorVersion}{(batch.Writes ? $"&requestid={batch.Id}" : "")}", Batch.Body(calls), batch.Writes ? FaultAct.Writing : FaultAct.Reading, cancel);
    }

    /// <summary>Closes this object where a fault is about the company, not about the record.</summary>
    internal void CloseBy(Fault fault)
    {
        if (fault.Kind is FaultKind.Throttled or FaultKind.Unauthorised or FaultKind.Misconfigured) _closed ??= fault;
    }

    private static JsonObject Entity(JsonObject answer, string entity) =>
        answer[entity] as JsonObject ?? throw new FaultException(FaultReading.Read([], FaultAct.Reading));

    private void CheckOpen()
    {
        if (_closed is { } closed) throw new FaultException(closed);
    }

    /// <summary>One call, when the company's pace allows it.</summary>
    private async Task<JsonObject> SendAsync(HttpMethod method, string path, string? body, CancellationToken cancel)
    {
        CheckOpen();
        using var seat = await line.Pace.EnterAsync(batch: false, cancel);
        try
        {
            return await CallAsync(method, path, body, FaultAct.Of(path, body), cancel);
        }
        catch (FaultException e)
        {
            CloseBy(e.Fault);
            throw;
        }
    }

    private async Task<JsonObject> CallAsync(HttpMethod method, string path, string? body, FaultAct act, CancellationToken cancel)
    {
        var token = await tokens.CurrentAsync(credentialId, realm, cancel);
        var (status, text, retryAfter) = await ExchangeAsync(method, path, body, act, token, cancel);
        if (status == HttpStatusCode.Unauthorized)
        {
            // A 401 executes nothing, and the second try carries the same requestid.
            token = await tokens.InsteadOfAsync(credentialId, realm, token, cancel);
            (status, text, retryAfter) = await ExchangeAsync(method, path, body, act, token, cancel);
        }
        if (status == HttpStatusCode.Forbidden) tokens.Forget(credentialId, realm);
        return Read(status, text, retryAfter, act);
    }

    private async Task<(HttpStatusCode Status, string Text, TimeSpan? RetryAfter)> ExchangeAsync(
        HttpMethod method, string path, string? body, FaultAct act, string token, CancellationToken cancel)
    {
        line.Meter.Count(realm, CallKinds.Of(method, path), 1);
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
            throw act.IsWrite ? new FaultException(FaultReading.Read([], act), e) : NotReached(e);
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
        if (FaultBody.Parse(text) is { } answer)
        {
            if (FaultBody.Refusal(answer, act) is { } refused) throw refused;
            if ((int)status is >= 200 and < 300) return answer;
        }
        if (errors.Count > 0) throw new RefusedException(FaultReading.Read(errors, act), errors); // in XML
        if ((int)status is >= 200 and < 300) throw new FaultException(FaultReading.Read([], act));
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
