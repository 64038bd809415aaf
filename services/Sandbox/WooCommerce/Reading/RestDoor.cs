using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Delivering;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Reading;

/// <summary>What every call of the REST API goes through: rights, body, the change with its webhooks, errors in WordPress' shape, headers.</summary>
internal sealed class RestDoor(ShopData data, ShopClock clock, ShopConfiguration configuration, ShopAddress address, Authentication authentication, DeliveryQueue queue)
{
    /// <summary>Serves what the handler answers with, at <paramref name="status"/>.</summary>
    public RequestDelegate Serve(Access access, Func<RestCall, JsonNode> handler, int status = 200) => Serve(access, call =>
    {
        lock (data.Gate)
        {
            var answer = handler(call);
            queue.Enqueue(call.Change);
            return Task.FromResult(answer);
        }
    }, status);

    /// <summary>As above, for a handler that sees to the gate itself.</summary>
    public RequestDelegate Serve(Access access, Func<RestCall, Task<JsonNode>> handler, int status = 200) => async context =>
    {
        JsonNode answer;
        var answered = status;
        context.Request.Query = PhpQuery.Of(context.Request.Query);
        try
        {
            if (access != Access.Open) Admit(context, access);
            var call = new RestCall(context, await ReadBody(context), new Change(access == Access.Open ? At(context) : clock.Now));
            answer = await handler(call);
        }
        catch (WooRefusal refusal)
        {
            answered = refusal.Status;
            answer = refusal.Body();
        }
        await Write(context, answered, Fields(answer, context.Request.Query["_fields"].ToString()));
    };

    /// <summary>Serves the control API: nobody is refused, errors look the same.</summary>
    public RequestDelegate Control(Func<RestCall, JsonNode> handler, int status = 200) => Serve(Access.Open, handler, status);

    public Task NoRoute(HttpContext context) =>
        Write(context, 404, new WooRefusal(404, "rest_no_route", "No route was found matching the URL and request method.").Body());

    private void Admit(HttpContext context, Access access)
    {
        var key = authentication.Check(context.Request);
        if (!configuration.Current.PluginActive) throw new WooRefusal(404, "rest_no_route", "No route was found matching the URL and request method.");
        if (key is { MayManage: true }) return;
        var (code, message) = access switch
        {
            Access.List => ("cannot_view", "Sorry, you cannot list resources."),
            Access.View => ("cannot_view", "Sorry, you cannot view this resource."),
            Access.Create => ("cannot_create", "Sorry, you are not allowed to create resources."),
            Access.Edit => ("cannot_edit", "Sorry, you are not allowed to edit this resource."),
            _ => ("cannot_delete", "Sorry, you are not allowed to delete this resource."),
        };
        throw new WooRefusal(key is null ? 401 : 403, "woocommerce_rest_" + code, message);
    }

    /// <summary>The control API may do things in the past: <c>?at=2026-11-01T10:00:00Z</c>.</summary>
    private DateTimeOffset At(HttpContext context)
    {
        if (context.Request.Query["at"].ToString() is not { Length: > 0 } given) return clock.Now;
        return DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at <= clock.Now
            ? at
            : throw new WooRefusal(400, "sandbox_invalid_time", $"at: {given} is not a time in the past, such as 2026-11-01T10:00:00Z.");
    }

    private static async Task<JsonObject> ReadBody(HttpContext context)
    {
        if (context.Request.Method is "GET" or "HEAD" || context.Request.ContentLength is 0) return [];
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        if (text.Length == 0) return [];
        try
        {
            if (JsonNode.Parse(text) is JsonObject body) return body;
        }
        catch (JsonException)
        {
            // answered below, as a body of another kind is
        }
        throw new WooRefusal(400, "rest_invalid_json", "Invalid JSON body passed.", new JsonObject { ["json_error_code"] = 4, ["json_error_message"] = "Syntax error" });
    }

    /// <summary>Keeps the named members only; links are not kept unless they are named.</summary>
    private static JsonNode Fields(JsonNode answer, string fields)
    {
        if (fields.Length == 0) return answer;
        var names = fields.Split(',', StringSplitOptions.TrimEntries).Select(name => name.Split('.')[0]).ToHashSet();
        JsonNode Keep(JsonNode? node) => node is not JsonObject resource ? node!.DeepClone()
            : new JsonObject(resource.Where(member => names.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        return answer is JsonArray list ? new JsonArray([.. list.Select(Keep)]) : Keep(answer);
    }

    private Task Write(HttpContext context, int status, JsonNode answer)
    {
        var headers = context.Response.Headers;
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=UTF-8";
        headers["X-Robots-Tag"] = "noindex";
        headers["X-Content-Type-Options"] = "nosniff";
        headers["Access-Control-Expose-Headers"] = "X-WP-Total, X-WP-TotalPages, Link";
        headers["Access-Control-Allow-Headers"] = "Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type";
        headers["Expires"] = "Wed, 11 Jan 1984 05:00:00 GMT";
        headers.CacheControl = "no-cache, must-revalidate, max-age=0, no-store, private";
        if (!headers.ContainsKey("Link")) headers["Link"] = $"<{address.Home}/wp-json/>; rel=\"https://api.w.org/\"";
        var bytes = Encoding.ASCII.GetBytes(WordPressJson.Write(answer));
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
