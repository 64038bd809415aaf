using Contracts;
using Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary><c>/api/sync/runs</c>.</summary>
internal static class RunRoutes
{
    private const int MostLines = 200;
    private static readonly string[] Statuses = ["Running", "Suspect", "Success", "PartialSuccess", "Failed", "Cancelled"];
    private static readonly string[] Triggers = ["webhook", "api", "resync", "replay", "schedule", "reconciliation"];

    public static void MapRunRoutes(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/sync/runs").WithTags("Runs");
        runs.MapGet("/", ListAsync).WithSummary("Runs, newest first.").TakesQuery("status", "trigger", "entity", "since", "limit");
        runs.MapGet("/{syncId:guid}", OneAsync).WithSummary("One run with its counts and errors.");
        runs.MapGet("/{syncId:guid}/items", ItemsAsync).WithSummary("The records of a run, by target.").TakesQuery("offset", "limit");
    }

    private static async Task<IResult> ListAsync(
        IDbContextFactory<RunsDb> databases, RunView view, CancellationToken cancel, string? status = null, string? trigger = null, string? entity = null, DateTimeOffset? since = null, int limit = 50)
    {
        if (limit is < 1 or > MostLines) return Results.Problem($"limit: must be 1 to {MostLines}", statusCode: 400, title: "The request has errors");
        var wrong = NotOneOf("status", status, Statuses) ?? NotOneOf("trigger", trigger, Triggers) ?? NotOneOf("entity", entity, Entities.All);
        if (wrong is not null) return wrong;
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = database.Runs.AsNoTracking();
        if (status is not null) rows = rows.Where(run => run.CurrentState == status);
        if (trigger is not null) rows = rows.Where(run => run.Trigger == trigger);
        // A run of one change says by its record what it is about.
        if (entity is not null) rows = rows.Where(run => run.Entity == entity || (run.Entity == null && database.Items.Any(item => item.SyncId == run.CorrelationId && item.Entity == entity)));
        if (since is not null) rows = rows.Where(run => run.StartedAt >= since);
        var page = await rows.OrderByDescending(run => run.StartedAt).Take(limit).ToListAsync(cancel);
        return Results.Ok(new { runs = await view.OfAsync(database, page, cancel) });
    }

    private static IResult? NotOneOf(string name, string? given, IEnumerable<string> known) => given is null || known.Contains(given)
        ? null : Results.Problem($"{name}: must be one of {string.Join(", ", known)}", statusCode: 400, title: "The request has errors");

    private static async Task<IResult> OneAsync(Guid syncId, RunView view, CancellationToken cancel) =>
        await view.OneAsync(syncId, cancel) is { } page ? Results.Ok(page) : NotFound(syncId);

    private static async Task<IResult> ItemsAsync(Guid syncId, IDbContextFactory<RunsDb> databases, CancellationToken cancel, int offset = 0, int limit = 100)
    {
        if (limit is < 1 or > 1000) return Results.Problem("limit: must be 1 to 1000", statusCode: 400, title: "The request has errors");
        if (offset < 0) return Results.Problem("offset: must not be negative", statusCode: 400, title: "The request has errors");
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (await database.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.CorrelationId == syncId, cancel) is not { } run) return NotFound(syncId);
        var items = await database.Items.AsNoTracking().Of(run)
            .OrderBy(item => item.Entity).ThenBy(item => item.Key).ThenBy(item => item.Target).Skip(offset).Take(limit).ToListAsync(cancel);
        return Results.Ok(new { items = items.Select(RunItemLine.Of) });
    }

    private static IResult NotFound(Guid syncId) => Results.Problem($"There is no run {syncId}.", statusCode: 404, title: "Not found");
}
