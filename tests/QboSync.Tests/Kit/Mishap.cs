using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace QboSync.Tests.Kit;

/// <summary>Something that goes wrong with one call to QuickBooks.</summary>
/// <param name="Hits">Which call.</param>
/// <param name="Happen">What happens; the second argument lets the call through.</param>
internal sealed record Mishap(Func<HttpRequest, bool> Hits, Func<HttpContext, RequestDelegate, Task> Happen)
{
    /// <summary>QuickBooks books it, and the connection breaks before the answer arrives.</summary>
    public static Mishap CommitThenDrop(string entity) => new(Write(entity), async (http, next) =>
    {
        var wire = http.Response.Body;
        http.Response.Body = Stream.Null;
        await next(http);
        http.Response.Body = wire;
        http.Abort();
    });

    /// <summary>The connection breaks before QuickBooks saw the request.</summary>
    public static Mishap Drop(string entity) => new(Write(entity), (http, _) =>
    {
        http.Abort();
        return Task.CompletedTask;
    });

    /// <summary>A status and a body instead of an answer; nothing is booked.</summary>
    public static Mishap Answer(Func<HttpRequest, bool> hits, int status, string body, string contentType = "application/json", string? retryAfter = null) => new(hits, (http, _) =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
        return http.Response.WriteAsync(body);
    });

    /// <summary>Something happens just before the call goes through.</summary>
    public static Mishap Before(Func<HttpRequest, bool> hits, Func<Task> act) => new(hits, async (http, next) =>
    {
        await act();
        await next(http);
    });

    /// <summary>QuickBooks computes another tax than the one that was sent.</summary>
    public static Mishap OtherTax(string entity, decimal difference) => new(Write(entity), async (http, next) =>
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!;
        body["TxnTaxDetail"]!["TotalTax"] = (decimal)body["TxnTaxDetail"]!["TotalTax"]! + difference;
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        (http.Request.Body, http.Request.ContentLength) = (new MemoryStream(bytes), bytes.Length);
        await next(http);
    });

    public static Func<HttpRequest, bool> Write(string entity) =>
        request => request.Method == "POST" && request.Path.Value!.EndsWith("/" + entity.ToLowerInvariant(), StringComparison.Ordinal);

    public static Func<HttpRequest, bool> Query(string entity) =>
        request => request.Path.Value!.EndsWith("/query", StringComparison.Ordinal) && request.Query["query"].ToString().Contains($" from {entity} ", StringComparison.Ordinal);
}
