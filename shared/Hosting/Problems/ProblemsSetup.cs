using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hosting.Problems;

/// <summary>Every error of the HTTP interface is <c>application/problem+json</c> (RFC 9457).</summary>
internal static class ProblemsSetup
{
    public static void AddPlatformProblems(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<ExceptionToProblem>();
        // A body that cannot be read is an exception in every environment, so that it gets the same clear answer everywhere.
        services.Configure<Microsoft.AspNetCore.Routing.RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    public static void UsePlatformProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages();
    }
}
