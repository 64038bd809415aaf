using Microsoft.AspNetCore.Http.Features;

namespace Sandbox.Faults;

/// <summary>Stands before all stand-ins and does to their requests what the rules say; <c>/control</c> is never struck.</summary>
public sealed class FaultMiddleware(RequestDelegate next, FaultRules rules, TimeProvider time)
{
    private const string Challenge = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1></body></html>";

    /// <summary>Handles one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/control"))
        {
            await next(context);
            return;
        }
        foreach (var rule in rules.Strike(context.Request.Method, context.Request.Path.Value ?? "/"))
        {
            if (rule.DelayMs > 0) await Task.Delay(TimeSpan.FromMilliseconds(rule.DelayMs), time, context.RequestAborted);
            switch (rule.Kind)
            {
                case FaultKind.Delay:
                    continue;
                case FaultKind.Drop:
                    Cut(context);
                    return;
                case FaultKind.CommitThenDrop:
                    await Commit(context);
                    Cut(context);
                    return;
                default:
                    await Answer(context, rule);
                    return;
            }
        }
        await next(context);
    }

    private static void Cut(HttpContext context)
    {
        context.Items[Control.RequestLogging.Cut] = true;
        context.Abort();
    }

    /// <summary>Runs the stand-in to its end with the answer going nowhere.</summary>
    private async Task Commit(HttpContext context)
    {
        var wire = context.Features.Get<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new MemoryStream()));
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(wire);
        }
    }

    private static Task Answer(HttpContext context, FaultRule rule)
    {
        var html = rule.Kind == FaultKind.Html;
        var body = rule.Body ?? (html ? Challenge : "");
        context.Response.StatusCode = rule.Status ?? (html ? 503 : 500);
        if (rule.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (body.Length > 0) context.Response.ContentType = html ? "text/html; charset=UTF-8" : body[0] is '{' or '[' ? "application/json" : "text/plain";
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
