using Contracts;
using Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary><c>/api/sync/runs</c>.</summary>
internal static class RunRoutes
{
    private const int MostLines = 200;
    private const int MostErrors = 100;
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
        var ids = page.Select(run => run.CorrelationId).ToList();
        var items = (await database.Items.AsNoTracking().Where(item => ids.Contains(item.SyncId)).ToListAsync(cancel)).ToLookup(item => item.SyncId);
        return Results.Ok(new { runs = page.Select(run => RunPage.Of(run, [.. items[run.CorrelationId]], clock.GetUtcNow(), MostErrors)) });
    }

    private static async Task<IResult> OneAsync(Guid syncId, IDbContextFactory<RunsDb> databases, TimeProvider clock, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var run = await database.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.CorrelationId == syncId, cancel);
        if (run is null) return NotFound(syncId);
        var items = await database.Items.AsNoTracking().Where(item => item.SyncId == syncId).ToListAsync(cancel);
        return Results.Ok(RunPage.Of(run, items, clock.GetUtcNow(), MostErrors));
    }

    private static async Task<IResult> ItemsAsync(Guid syncId, IDbContextFactory<RunsDb> databases, CancellationToken cancel, int offset = 0, int limit = 100)
    {
        if (limit is < 1 or > 1000) return Results.Problem("limit: must be 1 to 1000", statusCode: 400, title: "The request has errors");
        if (offset < 0) return Results.Problem("offset: must not be negative", statusCode: 400, title: "The request has errors");
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (!await database.Runs.AnyAsync(run => run.CorrelationId == syncId, cancel)) return NotFound(syncId);
        var items = await database.Items.AsNoTracking().Where(item => item.SyncId == syncId)
            .OrderBy(item => item.Entity).ThenBy(item => item.Key).ThenBy(item => item.Target).Skip(offset).Take(limit).ToListAsync(cancel);
        return Results.Ok(new { items = items.Select(RunItemLine.Of) });
    }

    private static IResult NotFound(Guid syncId) => Results.Problem($"There is no run {syncId}.", statusCode: 404, title: "Not found");
}

/// <summary>A run as the API shows it.</summary>
public sealed record RunPage(
    Guid SyncId, string Status, string TenantId, string StoreId, string Trigger, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    int RecordsProcessed, int RecordsCreated, int RecordsUpdated, int RecordsSkipped, int RecordsFailed, long DurationMs,
    IReadOnlyList<RunError> Errors, RunProgress Progress)
{
    internal static RunPage Of(Run run, IReadOnlyList<RunItem> items, DateTimeOffset now, int mostErrors)
    {
        int Count(RecordOutcome outcome) => items.Count(item => item.Outcome == outcome);
        var settled = items.Count(item => item.Outcome is not null);
        return new(
            run.CorrelationId, run.CurrentState, run.TenantId, run.StoreId, run.Trigger, run.StartedAt, run.EndedAt,
            settled, Count(RecordOutcome.Created), Count(RecordOutcome.Updated), Count(RecordOutcome.Skipped), Count(RecordOutcome.Failed),
            (long)((run.EndedAt ?? now) - run.StartedAt).TotalMilliseconds,
            [.. items.Where(item => item.Outcome == RecordOutcome.Failed).Take(mostErrors)
                .Select(item => new RunError(item.Target, item.Entity, item.Key, item.Message, item.Code))],
            new RunProgress(items.Count, settled));
    }
}

/// <summary>A record that failed in a run.</summary>
public sealed record RunError(string Target, string EntityType, string EntityId, string? ErrorMessage, string? Code);

/// <summary>How far a run is: records in all targets taken together.</summary>
public sealed record RunProgress(int Expected, int Settled);

/// <summary>One record of a run.</summary>
public sealed record RunItemLine(string Target, string EntityType, string EntityId, RecordOutcome? Outcome, string? ExternalId, string? Code, string? Message, DateTimeOffset? SettledAt)
{
    internal static RunItemLine Of(RunItem item) => new(item.Target, item.Entity, item.Key, item.Outcome, item.ExternalId, item.Code, item.Message, item.SettledAt);
}
