using Contracts;
using Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary><c>/api/sync/runs</c>.</summary>
internal static class RunRoutes
{
    private const int MostLines = 200;
    private static readonly string[] Statuses = ["Running", "Suspect", "Success", "PartialSuccess", "Failed", "Cancelled"];

    public static void MapRunRoutes(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/sync/runs").WithTags("Runs");
        runs.MapGet("/", ListAsync).WithSummary("Runs, newest first.").TakesQuery("status", "limit");
        runs.MapGet("/{syncId:guid}", OneAsync).WithSummary("One run with its counts and errors.");
        runs.MapGet("/{syncId:guid}/items", ItemsAsync).WithSummary("The records of a run, by target.").TakesQuery("offset", "limit");
    }

    private static async Task<IResult> ListAsync(IDbContextFactory<RunsDb> databases, TimeProvider clock, CancellationToken cancel, string? status = null, int limit = 50)
    {
        if (limit is < 1 or > MostLines) return Results.Problem($"limit: must be 1 to {MostLines}", statusCode: 400, title: "The request has errors");
        if (status is not null && !Statuses.Contains(status)) return Results.Problem($"status: must be one of {string.Join(", ", Statuses)}", statusCode: 400, title: "The request has errors");
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = database.Runs.AsNoTracking();
        if (status is not null) rows = rows.Where(run => run.CurrentState == status);
        var page = await rows.OrderByDescending(run => run.StartedAt).Take(limit).ToListAsync(cancel);
        var pages = await RunPages.OfAsync(database, page, clock.GetUtcNow(), cancel);
        return Results.Ok(new { runs = pages });
    }

    private static async Task<IResult> OneAsync(Guid syncId, IDbContextFactory<RunsDb> databases, TimeProvider clock, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var run = await database.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.CorrelationId == syncId, cancel);
        if (run is null) return NotFound(syncId);
        return Results.Ok((await RunPages.OfAsync(database, [run], clock.GetUtcNow(), cancel))[0]);
    }

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
