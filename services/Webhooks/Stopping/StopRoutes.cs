using Hosting.Keys;
using Hosting.Problems;
using Microsoft.EntityFrameworkCore;
using Webhooks.Runs;

namespace Webhooks.Stopping;

/// <summary><c>/api/sync/runs/{sync_id}/cancel</c> and <c>/resume</c>.</summary>
internal static class StopRoutes
{
    public static void MapStopping(this IEndpointRouteBuilder routes)
    {
        var run = routes.MapGroup("/api/sync/runs/{syncId:guid}").WithTags("Runs");
        run.MapPost("/cancel", (Guid syncId, StopRun stops, TellTargets tell, RunView view, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(syncId, stops.CancelAsync, tell, view, http, cancel)).TakesQuery()
            .WithSummary("Ends a run that reads the shop. What waits is skipped as 'cancelled', what is in work goes on; whoever asks for the records later gets them.");
        run.MapPost("/resume", (Guid syncId, StopRun stops, TellTargets tell, RunView view, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(syncId, stops.ResumeAsync, tell, view, http, cancel)).TakesQuery()
            .WithSummary("A cancelled run goes on at the page it was at; a reading that waits after a problem is tried at once.");
    }

    private static async Task<IResult> AnswerAsync(
        Guid syncId, Func<Guid, string, CancellationToken, Task<Run?>> ask, TellTargets tell, RunView view, HttpContext http, CancellationToken cancel)
    {
        try
        {
            if (await ask(syncId, Caller.Of(http), cancel) is { } run) await tell.TellAsync(run, cancel);
        }
        catch (StopRefusedException e)
        {
            return Results.Problem(e.Message, statusCode: e.Status, title: e.Status == 404 ? "Not found" : "Not possible");
        }
        catch (DbUpdateConcurrencyException e)
        {
            return Results.Problem($"{e.Message} Ask again.", statusCode: 503, title: "Try again");
        }
        catch (TimeoutException e)
        {
            return Results.Problem($"The run could not be told yet: {e.Message} A run that is being cancelled is told later by itself; to resume one, ask again.", statusCode: 503, title: "Try again");
        }
        return await view.OneAsync(syncId, cancel) is { } page
            ? Results.Json(page, statusCode: 200)
            : Results.Problem("The run has not heard of it yet; it will.", statusCode: 503, title: "Try again");
    }
}
