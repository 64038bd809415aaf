using Microsoft.AspNetCore.Http.Features;

namespace Sandbox.Faults;

/// <summary>Stands before all stand-ins and does to their requests what the rules say; <c>/control</c> is never struck.</summary>
public sealed class FaultMiddleware(RequestDelegate next, FaultRules rules, TimeProvider time)
{
    private const string Challenge = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1></body></html>";

    /// <summary>Handles one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/control", StringComparison.Ordinal) || path.StartsWith("/quickbooks/control", StringComparison.Ordinal) || path.StartsWith("/supabase/control", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }
        foreach (var struck in rules.Strike(context.Request.Method, path))
        {
            var rule = struck.Rule;
            if (rule is { Kind: FaultKind.LateCommit }) await Outlive(context);
            if (rule.DelayMs > 0 && rule is not { Kind: FaultKind.Delay, AfterCommit: true }) await Task.Delay(TimeSpan.FromMilliseconds(rule.DelayMs), time, context.RequestAborted);
            switch (rule.Kind)
            {
                case FaultKind.Delay when !rule.AfterCommit:
                case FaultKind.LateCommit:
                    continue;
                case FaultKind.Delay:
                    await AnswerLate(context, rule);
                    return;
                case FaultKind.Drop or FaultKind.CommitThenDrop or FaultKind.RotationLost:
                    if (rule.Kind != FaultKind.Drop || rule.AfterCommit) await Commit(context);
                    Cut(context);
                    return;
                case FaultKind.Status or FaultKind.Html:
                    if (rule.AfterCommit) await Commit(context);
                    await Answer(context, rule);
                    return;
                default:
                    context.Items[StruckFault.Key] = struck;
                    break;
            }
        }
        await next(context);
    }

    private static void Cut(HttpContext context)
    {
        context.Items[Control.RequestLogging.Cut] = true;
        context.Abort();
    }

    // The body is read while the caller is there; from then on the caller may leave.
    private static async Task Outlive(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        context.Request.Body = body;
        context.RequestAborted = CancellationToken.None;
    }

    /// <summary>Runs the stand-in to its end with the answer going nowhere, whether the caller is still there or not.</summary>
    private async Task<byte[]> Commit(HttpContext context)
    {
        await Outlive(context);
        var wire = context.Features.Get<IHttpResponseBodyFeature>();
        var answer = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        try
        {
            await next(context);
            await context.Response.CompleteAsync();
        }
        finally
        {
            context.Features.Set(wire);
        }
        return answer.ToArray();
    }

    private async Task AnswerLate(HttpContext context, FaultRule rule)
    {
        var answer = await Commit(context);
        await Task.Delay(TimeSpan.FromMilliseconds(rule.DelayMs), time, CancellationToken.None);
        await context.Response.Body.WriteAsync(answer, CancellationToken.None);
    }

    private static Task Answer(HttpContext context, FaultRule rule)
    {
        var html = rule.Kind == FaultKind.Html;
        var body = rule.Body ?? (html ? Challenge : "");
        context.Response.Clear();
        context.Response.StatusCode = rule.Status ?? (html ? 503 : 500);
        if (rule.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (body.Length > 0) context.Response.ContentType = html ? "text/html; charset=UTF-8" : body[0] is '{' or '[' ? "application/json" : "text/plain";
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
