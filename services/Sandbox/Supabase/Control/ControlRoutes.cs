using System.Text.Json.Nodes;
using Sandbox.Supabase.Rest;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Control;

/// <summary><c>/control/...</c> of the project: look inside, break it, empty it. No key needed.</summary>
internal static class ControlRoutes
{
    /// <summary>Relative to the project's address.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/control/state", State);
        app.MapPut("/control/state", ChangeAsync);
        app.MapGet("/control/rows/{table}", Rows);
        app.MapDelete("/control/rows", (ProjectState project) =>
        {
            project.Clear();
            return State(project);
        });
    }

    private static IResult State(ProjectState project)
    {
        var state = project.Settings.Write();
        state["calls"] = project.Calls;
        state["counts"] = project.Counts();
        state["keys"] = new JsonObject
        {
            ["secret"] = ProjectKeys.Secret,
            ["publishable"] = ProjectKeys.Publishable,
            ["legacy_service_role"] = ProjectKeys.LegacyServiceRole,
            ["legacy_anon"] = ProjectKeys.LegacyAnon,
        };
        return Results.Json((JsonNode)state, PgJson.Writing);
    }

    private static async Task<IResult> ChangeAsync(HttpRequest request, ProjectState project)
    {
        try
        {
            if (await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) is not JsonObject given)
                return Bad("send an object");
            var known = project.Settings.Write();
            if (given.FirstOrDefault(pair => !known.ContainsKey(pair.Key)).Key is { } unknown) return Bad($"there is no switch '{unknown}'");
            project.Change(ProjectSettings.Read(given, project.Settings));
            return State(project);
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or InvalidOperationException or FormatException)
        {
            return Bad("schema, versions and grants are true or false, schema_version and statement_timeout_rows are numbers, fail_with is a code; the last two may be null");
        }
    }

    private static IResult Rows(string table, HttpContext context, ProjectState project)
    {
        if (MirrorTables.Find(table) is not { } shape) return Results.NotFound(new { message = $"there is no table '{table}'" });
        var filters = RowFilter.Read(context.Request.Query, shape);
        lock (project.Rows.Gate)
            return Results.Json(new JsonArray([.. project.Rows.All(shape).Where(row => filters.All(filter => filter.Holds(row))).Select(row => row.DeepClone())]), PgJson.Writing);
    }

    private static IResult Bad(string message) => Results.BadRequest(new { message });
}
