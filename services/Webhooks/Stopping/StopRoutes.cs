using Hosting.Keys;
using Hosting.Problems;
using Microsoft.EntityFrameworkCore;
using Webhooks.Runs;

namespace Webhooks.Stopping;

/// <summary><c>/api/sync/runs/{sync_id}/cancel</c> and <c>/resume</c>.</summary>
internal static class StopRoutes
{
    private static readonly TimeSpan TellFor = TimeSpan.FromSeconds(3);

    public static void MapStopping(this IEndpointRouteBuilder routes)
    {
        var run = routes.MapGroup("/api/sync/runs/{syncId:guid}").WithTags("Runs");
        run.MapPost("/cancel", (Guid syncId, StopRun stops, TellTargets tell, RunView view, TimeProvider clock, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(syncId, stops.CancelAsync, tell, view, clock, http, cancel)).TakesQuery()
            .WithSummary("Ends a run that reads the shop. What waits is skipped as 'cancelled', what is in work goes on; whoever asks for the records later gets them.");
        run.MapPost("/resume", (Guid syncId, StopRun stops, TellTargets tell, RunView view, TimeProvider clock, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(syncId, stops.ResumeAsync, tell, view, clock, http, cancel)).TakesQuery()
            .WithSummary("A cancelled run goes on at the page it was at; a reading that waits after a problem is tried at once.");
    }

    private static async Task<IResult> AnswerAsync(
        Guid syncId, Func<Guid, string, CancellationToken, Task<Run?>> ask, TellTargets tell, RunView view, TimeProvider clock, HttpContext http, CancellationToken cancel)
    {
        try
        {
            if (await ask(syncId, Caller.Of(http), cancel) is not { } run) return NotHeard("Its books have not heard of it within 10 seconds.");
            // A target that hangs does not hold up the answer; whoever has not heard is told again.
            await Task.WhenAny(tell.TellAsync(run, CancellationToken.None), Task.Delay(TellFor, clock, cancel));
            return Results.Ok(await view.OneAsync(syncId, cancel));
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
            return NotHeard(e.Message);
        }
    }

    private static IResult NotHeard(string why) => Results.Problem(
        $"The run could not be told yet: {why} A reading that was cancelled has stopped, and its run is told until it hears; to resume a run, ask again.", statusCode: 503, title: "Try again");
}
