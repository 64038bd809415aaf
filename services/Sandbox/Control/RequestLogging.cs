using System.Text.RegularExpressions;

namespace Sandbox.Control;

/// <summary>Keeps the recent requests and shows them at <c>/control/requests</c>, so that a test can count calls.</summary>
public static class RequestLogging
{
    /// <summary>Key of <see cref="HttpContext.Items"/>: a fault cut the connection, whatever status the stand-in had set.</summary>
    internal const string Cut = "sandbox.cut";

    /// <summary>Registers the log.</summary>
    public static IServiceCollection AddRequestLog(this IServiceCollection services) => services.AddSingleton<RequestLog>();

    /// <summary>Notes every request but those to <c>/control</c>; stands outside the faults, so that what they cut is seen too.</summary>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<RequestLog>();
        var time = app.ApplicationServices.GetRequiredService<TimeProvider>();
        return app.Use(async (context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/control"))
            {
                await next(context);
                return;
            }
            var at = time.GetUtcNow();
            var start = time.GetTimestamp();
            try
            {
                await next(context);
            }
            finally
            {
                var status = context.Items.ContainsKey(Cut) || context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode;
                log.Add(at, context.Request.Method, context.Request.Path.Value ?? "/", context.Request.QueryString.Value ?? "", status, time.GetElapsedTime(start).TotalMilliseconds);
            }
        });
    }

    /// <summary>Maps <c>GET</c> (<c>path</c> a regular expression, <c>method</c>, <c>limit</c>) and <c>DELETE /control/requests</c>.</summary>
    public static void MapRequestLog(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/control/requests", (RequestLog log, string? path, string? method, int? limit) =>
        {
            try
            {
                return Results.Json(log.List(path, method, limit ?? 200), ControlJson.Options);
            }
            catch (RegexParseException wrong)
            {
                return Results.Json(new { error = $"path: not a regular expression: {wrong.Message}" }, ControlJson.Options, statusCode: 400);
            }
        });
        routes.MapDelete("/control/requests", (RequestLog log) =>
        {
            log.Clear();
            return Results.NoContent();
        });
    }
}
