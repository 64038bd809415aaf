using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.QuickBooks.Serving;

/// <summary>Writes replies; every one carries its own <c>intuit_tid</c>.</summary>
internal static class Door
{
    /// <summary>How JSON is written piece by piece.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions AsIntuit = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A body as it goes out.</summary>
    public static byte[] Text(JsonObject body) => JsonSerializer.SerializeToUtf8Bytes(body, AsIntuit);

    public static RequestDelegate Open(Func<HttpContext, Task<Reply>> answer) => async http =>
    {
        http.Response.Headers["intuit_tid"] = $"1-{Guid.NewGuid():N}";
        http.Response.Headers["QBO-Version"] = "sandbox";
        var reply = await answer(http);
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers) http.Response.Headers[name] = value;
        if (reply.Raw is { } raw)
        {
            http.Response.ContentType = raw.ContentType;
            http.Response.ContentLength = raw.Bytes.Length;
            await http.Response.Body.WriteAsync(raw.Bytes, http.RequestAborted);
        }
        else if (reply.Text is not null || reply.Body is not null)
        {
            http.Response.ContentType = "application/json;charset=UTF-8";
            var bytes = reply.Text ?? Text(reply.Body!);
            http.Response.ContentLength = bytes.Length;
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        }
    };

    public static RequestDelegate Open(Func<HttpContext, Reply> answer) => Open(http => Task.FromResult(answer(http)));
}
