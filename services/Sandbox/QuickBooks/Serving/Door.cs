using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sandbox.QuickBooks.Serving;

/// <summary>Writes replies; every one carries its own <c>intuit_tid</c>.</summary>
internal static class Door
{
    private static readonly JsonSerializerOptions AsIntuit = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
        else if (reply.Body is { } body)
        {
            http.Response.ContentType = "application/json;charset=UTF-8";
            var bytes = JsonSerializer.SerializeToUtf8Bytes(body, AsIntuit);
            http.Response.ContentLength = bytes.Length;
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        }
    };

    public static RequestDelegate Open(Func<HttpContext, Reply> answer) => Open(http => Task.FromResult(answer(http)));
}
