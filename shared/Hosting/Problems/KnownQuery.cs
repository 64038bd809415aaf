using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hosting.Problems;

/// <summary>Refuses query parameters that a route does not have: a misspelt filter would answer with everything.</summary>
public static class KnownQuery
{
    /// <summary>The route takes these query parameters and no other; another one is a 400 that names it.</summary>
    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder route, params string[] names) => route.AddEndpointFilter(async (context, next) =>
        context.HttpContext.Request.Query.Keys.FirstOrDefault(key => !names.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } unknown
            ? Results.Problem($"{unknown}: there is no such parameter; {(names.Length > 0 ? $"there are {string.Join(", ", names)}" : "this address takes none")}", statusCode: 400, title: "The request has errors")
            : await next(context));
}
