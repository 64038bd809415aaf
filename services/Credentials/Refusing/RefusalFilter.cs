namespace Credentials.Refusing;

/// <summary>Answers a <see cref="Refusal"/> as a problem document with its code.</summary>
internal sealed class RefusalFilter(ILogger<RefusalFilter> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Refusal refusal)
        {
            if (refusal.Status >= 500) log.LogWarning("{Method} {Path}: {Code}: {Message}", context.HttpContext.Request.Method, context.HttpContext.Request.Path.Value, refusal.Code, refusal.Message);
            var extensions = new Dictionary<string, object?> { ["code"] = refusal.Code };
            return refusal.Errors is { } errors
                ? Results.ValidationProblem(errors.ToDictionary(), title: refusal.Message, extensions: extensions)
                : Results.Problem(refusal.Message, statusCode: refusal.Status, extensions: extensions);
        }
    }
}
