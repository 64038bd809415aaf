using System.Text.Json;
using Contracts;
using Hosting.Problems;
using Webhooks.Alerting;
using Webhooks.Conflicts;
using Webhooks.Records;

namespace Webhooks;

/// <summary>What is asked of all targets at once: the state of a record, counts, failures, conflicts; and alerts.</summary>
public static class RecordRoutes
{
    /// <summary>Maps <c>/api/records</c>, <c>/api/counts</c>, <c>/api/failures</c>, <c>/api/conflicts</c> and <c>/api/alerts</c>.</summary>
    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/records/{entity}/{wooId}", RecordAsync).WithTags("Records").WithSummary("The state of one record in every target, with every try.").TakesQuery();
        routes.MapGet("/api/counts", async (TargetServices targets, CancellationToken cancel) =>
            await FromAll.AnswerAsync(targets, "counts", target => targets.GetAsync<List<JsonElement>>(target, "/counts", cancel)))
            .WithTags("Records").WithSummary("How many records stand where.").TakesQuery();
        routes.MapFailures();
        routes.MapConflicts();
        routes.MapAlerts();
    }

    private static async Task<IResult> RecordAsync(string entity, string wooId, TargetServices targets, CancellationToken cancel)
    {
        if (!Entities.All.Contains(entity)) return Results.Problem("entity: must be orders, products or customers", statusCode: 400, title: "The request has errors");
        return await FromAll.AnswerAsync(targets, "records", target =>
            targets.GetAsync<List<JsonElement>>(target, $"/records/{entity}/{Uri.EscapeDataString(wooId)}", cancel));
    }
}
