using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Rest;

/// <summary><c>/rest/v1/...</c>: the gateway, then PostgREST.</summary>
internal static class RestRoutes
{
    /// <summary>Relative to the project's address.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.Map("/rest/v1/{**path}", HandleAsync);

    private static async Task<IResult> HandleAsync(HttpContext context, ProjectState project)
    {
        project.CountCall();
        string? role = null;
        try
        {
            (role, var refusal) = Gateway.Admit(context.Request, project.Now);
            if (refusal is not null) return refusal;
            if (project.Settings.FailWith is { } code) throw new PgError(code, $"the stand-in was told to fail with {code}");
            CheckProfile(context.Request);
            var body = await BodyAsync(context);
            return Route(new RestRequest(context.Request, PathOf(context), role!, body), project);
        }
        catch (PgError error)
        {
            return RestAnswer.Error(error, role);
        }
    }

    private static RestAnswer Route(RestRequest request, ProjectState project)
    {
        if (request.Path.Length == 0) return OpenApi();
        if (request.Path.EndsWith('/') || request.Path.Contains("//", StringComparison.Ordinal)) throw InvalidPath();
        if (request.Path.StartsWith("rpc/", StringComparison.Ordinal)) return RpcRequests.Call(request, request.Path["rpc/".Length..], project);
        if (request.Path.Contains('/')) throw InvalidPath();

        var table = project.Settings.Schema ? MirrorTables.Find(request.Path) : null;
        if (table is null) throw new PgError("PGRST205", $"Could not find the table 'public.{request.Path}' in the schema cache");
        if (request.Role != "service_role" || !project.Settings.Grants) throw new PgError("42501", $"permission denied for table {table.Name}");
        return TableRequests.Serve(request, table, project);
    }

    private static string PathOf(HttpContext context)
    {
        var path = context.Request.RouteValues["path"] as string ?? "";
        return path.Length > 0 && context.Request.Path.Value!.EndsWith('/') && !path.EndsWith('/') ? path + "/" : path;
    }

    private static PgError InvalidPath() => new("PGRST125", "Invalid path specified in request URL");

    private static RestAnswer OpenApi() => new(200, new JsonObject
    {
        ["swagger"] = "2.0",
        ["info"] = new JsonObject { ["description"] = "", ["title"] = "standard public schema", ["version"] = "14.5" },
    });

    private static void CheckProfile(HttpRequest request)
    {
        var header = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? "Accept-Profile" : "Content-Profile";
        if (request.Headers[header].FirstOrDefault() is { Length: > 0 } schema && schema != "public")
            throw new PgError("PGRST106", $"Invalid schema: {schema}", null, "Only the following schemas are exposed: public, graphql_public");
    }

    private static async Task<RestBody> BodyAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return default;
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        return new RestBody(memory.GetBuffer().AsMemory(0, (int)memory.Length), context.Request.ContentType);
    }
}
