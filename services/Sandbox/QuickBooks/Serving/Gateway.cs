using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Faults;
using Sandbox.QuickBooks.Connecting;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>What stands before every call of the API: token, company, throttle, and the faults that this stand-in plays itself; then the call runs alone, under the gate.</summary>
internal sealed class Gateway(TokenBook tokens, Companies companies, Throttle throttle, Counters counters, TimeProvider time)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Opens a route of the API; <paramref name="answer"/> gets the body as text (empty for a GET).</summary>
    public RequestDelegate Api(Func<HttpContext, Company, string, Reply> answer, CallKind kind = CallKind.Read) =>
        ApiBytes((http, company, bytes) => answer(http, company, bytes.Length == 0 ? "" : Strict.GetString(bytes)), kind);

    /// <summary>The same with the body as it came.</summary>
    public RequestDelegate ApiBytes(Func<HttpContext, Company, byte[], Reply> answer, CallKind kind = CallKind.Read) => Door.Open(async http =>
    {
        var reply = await Answer(http, answer, kind);
        return http.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase) ? reply : Xml.Of(reply);
    });

    private async Task<Reply> Answer(HttpContext http, Func<HttpContext, Company, byte[], Reply> answer, CallKind kind)
    {
        var struck = StruckFault.Of(http);
        if (struck?.Rule.Kind == FaultKind.ExpireTokens) tokens.ExpireAccess(null);
        if (Bearer.Of(http) is not { } token) return Envelopes.TokenRefused(time.GetUtcNow(), "Token is missing");
        if (tokens.RealmOf(token) is not { } realm)
        {
            counters.Count("refused 401");
            return Envelopes.TokenRefused(time.GetUtcNow(), $"Token expired: {token[..Math.Min(4, token.Length)]}...");
        }
        Company? company;
        lock (companies.Gate) company = companies.Find(realm);
        if (company is null || (string?)http.Request.RouteValues["realm"] != realm || company.Switches.Disconnected) return Envelopes.NotAuthorized(time.GetUtcNow());
        if (company.Switches.ClockSkewSeconds != 0) http.Response.Headers.Date = company.Clock.Now.ToString("r");
        using var entered = throttle.Enter(realm, kind == CallKind.Batch);
        if (entered is null || struck?.Rule.Kind == FaultKind.Throttle) return Throttled(company, struck?.Rule);
        counters.Meter(realm, kind);
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, http.RequestAborted);
        if (struck?.Rule is not { Kind: FaultKind.Fault200 } fault) return Run(http, company, bytes.ToArray(), answer);
        if (fault.AfterCommit) Run(http, company, bytes.ToArray(), answer);
        return Envelopes.Fault(Refuse.Injected(fault.Code), company.Clock.Envelope, answers200: true);
    }

    private Reply Throttled(Company company, FaultRule? rule)
    {
        counters.Count("throttled 429");
        var struck = rule?.Kind == FaultKind.Throttle;
        var refusal = Throttle.Refusal(company.Clock.Envelope, struck ? rule!.RetryAfter : throttle.Limits.RetryAfterSeconds);
        return (struck ? rule!.Format == FaultRule.Xml : throttle.Limits.AnswersXml) ? Xml.Of(refusal) : refusal;
    }

    private Reply Run(HttpContext http, Company company, byte[] bytes, Func<HttpContext, Company, byte[], Reply> answer)
    {
        lock (companies.Gate)
        {
            Reply reply;
            try
            {
                reply = answer(http, company, bytes);
            }
            catch (DecoderFallbackException)
            {
                reply = Envelopes.Fault(Refuse.NotUtf8(), company.Clock.Envelope);
            }
            catch (QuickBooksFault fault)
            {
                reply = Envelopes.Fault(fault, company.Clock.Envelope);
            }
            return reply.Status == 400 && company.Switches.FaultsAnswer200 ? reply with { Status = 200 } : reply;
        }
    }

    /// <summary>Reads a JSON object; anything else is 2010, as QuickBooks answers what it cannot parse.</summary>
    public static JsonObject Json(string body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject ?? throw Refuse.UnknownProperty("the body must be a JSON object");
        }
        catch (JsonException fault)
        {
            throw Refuse.UnknownProperty($"the body is not JSON (line {fault.LineNumber}, byte {fault.BytePositionInLine})");
        }
    }
}
