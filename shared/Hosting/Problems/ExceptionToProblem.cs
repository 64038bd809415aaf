using System.Text.Json;
using Hosting.Secrets;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Hosting.Problems;

/// <summary>Says in words what was wrong with a request; what went wrong on our side is logged and not told.</summary>
internal sealed class ExceptionToProblem(IProblemDetailsService problems, ILogger<ExceptionToProblem> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancel)
    {
        if (http.RequestAborted.IsCancellationRequested && exception is OperationCanceledException) return true;
        var problem = ToProblem(exception);
        if (problem.Status >= 500) log.LogError(exception, "{Method} {Path} failed", http.Request.Method, http.Request.Path);
        http.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = http, ProblemDetails = problem });
    }

    private static ProblemDetails ToProblem(Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: JsonException json } => new()
        {
            Status = 400,
            Title = "The body is not what this address takes",
            Detail = BodyFault.Of(json),
        },
        BadHttpRequestException bad => new() { Status = bad.StatusCode, Title = "Bad request", Detail = BindingFault.Of(bad) },
        CredentialsUnavailableException away => new() { Status = 503, Title = "Credentials cannot be reached", Detail = away.Message },
        _ => new() { Status = 500, Title = "Something went wrong on our side", Detail = "The log has the details." },
    };
}
