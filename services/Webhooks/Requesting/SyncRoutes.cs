using Contracts;
using FluentValidation;
using Hosting.Problems;
using Hosting.Secrets;
using Microsoft.EntityFrameworkCore;
using Webhooks.Pulling;
using Webhooks.Runs;

namespace Webhooks.Requesting;

/// <summary><c>/api/sync/woocommerce</c> and <c>/api/sync/state</c>.</summary>
internal static class SyncRoutes
{
    private static readonly TimeSpan WaitFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static void MapSync(this IEndpointRouteBuilder routes)
    {
        var sync = routes.MapGroup("/api/sync").WithTags("Sync");
        foreach (var entity in Entities.All)
        {
            sync.MapPost($"/woocommerce/{entity}", (SyncRequest request, IValidator<SyncRequest> validator, StartRun start, IDbContextFactory<RunsDb> runs, TimeProvider clock, HttpContext http, CancellationToken cancel) =>
                    SyncAsync(entity, request, validator, start, runs, clock, http, cancel)).TakesQuery()
                .WithSummary($"Reads {entity} from the shop and syncs them, or with dry_run says what that would do; answers the result, or 202 where it takes longer than 30 s or with 'Prefer: respond-async'.");
        }
        sync.MapGet("/state", async (PullBook book, CancellationToken cancel) => Results.Ok(new { watermarks = (await book.WatermarksAsync(cancel)).Select(mark =>
                new WatermarkLine(mark.StoreId, mark.Entity, mark.Target, mark.Account, mark.Until, mark.MovedAt)) })).TakesQuery()
            .WithSummary("Up to which date of change each store was read for each target.");
    }

    private static async Task<IResult> SyncAsync(
        string entity, SyncRequest request, IValidator<SyncRequest> validator, StartRun start, IDbContextFactory<RunsDb> runs, TimeProvider clock, HttpContext http, CancellationToken cancel)
    {
        if (validator.Check(request) is { } wrong) return wrong;
        Pull pull;
        try
        {
            pull = await start.BeginAsync(entity, request, "api", cancel, askedBy: AskedBy(http));
        }
        catch (NotPossibleException e)
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { [e.Field] = [e.Message] }, title: "The request has errors");
        }
        catch (CredentialsUnavailableException e)
        {
            return Results.Problem($"Credentials cannot be asked now, so nothing was started: {e.Message}", statusCode: 503, title: "Try again");
        }
        http.Response.Headers.Location = $"/api/sync/runs/{pull.SyncId}";
        var async = http.Request.Headers["Prefer"].Any(prefer => prefer?.Contains("respond-async", StringComparison.OrdinalIgnoreCase) == true);
        var until = clock.GetUtcNow() + (async ? TimeSpan.Zero : WaitFor);
        while (true)
        {
            var (page, known) = await PageAsync(pull, runs, clock, cancel);
            if (page.EndedAt is not null) return Results.Ok(page);
            // Who does not wait still finds the run where the answer points.
            if (clock.GetUtcNow() >= (known ? until : pull.StartedAt + WaitFor)) return Results.Json(page, statusCode: 202);
            await Task.Delay(LookEvery, clock, cancel);
        }
    }

    private static string? AskedBy(HttpContext http) =>
        http.Request.Headers["X-Changed-By"].ToString() is { Length: > 0 } name ? name[..Math.Min(name.Length, 100)] : null;

    // The run's bookkeeping may not have heard of it yet.
    private static async Task<(RunPage Page, bool Known)> PageAsync(Pull pull, IDbContextFactory<RunsDb> runs, TimeProvider clock, CancellationToken cancel)
    {
        await using var database = await runs.CreateDbContextAsync(cancel);
        var run = await database.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.CorrelationId == pull.SyncId, cancel);
        var shown = run ?? new Run { CorrelationId = pull.SyncId, CurrentState = "Running", TenantId = pull.TenantId, StoreId = pull.StoreId, Trigger = pull.Trigger, StartedAt = pull.StartedAt, Entity = pull.Entity, Target = pull.Target, Reading = true };
        return ((await RunPages.OfAsync(database, [shown], clock.GetUtcNow(), cancel))[0], run is not null);
    }

    private sealed record WatermarkLine(string StoreId, string Entity, string Target, string Account, DateTimeOffset Until, DateTimeOffset MovedAt);
}
