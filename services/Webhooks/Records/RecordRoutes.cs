using System.Text.Json;
using Contracts;
using Webhooks.Conflicts;
using Webhooks.Records;

namespace Webhooks;

/// <summary>What is asked of all targets at once: the state of a record, failures, and to try again.</summary>
public static class RecordRoutes
{
    /// <summary>Maps <c>/api/records</c>, <c>/api/failures</c> and <c>/api/conflicts</c>.</summary>
    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/records/{entity}/{wooId}", RecordAsync).WithTags("Records").WithSummary("The state of one record in every target, with every try.");
        routes.MapGet("/api/failures", async (TargetServices targets, CancellationToken cancel) =>
            await FromAllAsync(targets, "failures", target => targets.GetAsync<List<JsonElement>>(target, "/failures", cancel)))
            .WithTags("Failures").WithSummary("Records that failed, grouped by cause.");
        routes.MapGet("/api/counts", async (TargetServices targets, CancellationToken cancel) =>
            await FromAllAsync(targets, "counts", target => targets.GetAsync<List<JsonElement>>(target, "/counts", cancel)))
            .WithTags("Records").WithSummary("How many records stand where.");
        routes.MapConflicts();
        routes.MapPost("/api/failures/retry", RetryAsync).WithTags("Failures").WithSummary("Tries failed records again: one, a cause, or all.");
    }

    private static async Task<IResult> RecordAsync(string entity, string wooId, TargetServices targets, CancellationToken cancel)
    {
        if (!Entities.All.Contains(entity)) return Results.Problem("entity: must be orders, products or customers", statusCode: 400, title: "The request has errors");
        return await FromAllAsync(targets, "records", target =>
            targets.GetAsync<List<JsonElement>>(target, $"/records/{entity}/{Uri.EscapeDataString(wooId)}", cancel));
    }

    private static async Task<IResult> RetryAsync(RetryBody body, TargetServices targets, CancellationToken cancel)
    {
        if (body.Target is { } only && !targets.All.Contains(only)) return Results.Problem($"target: must be one of {string.Join(", ", targets.All)}", statusCode: 400, title: "The request has errors");
        if (body.Entity is { } entity && !Entities.All.Contains(entity)) return Results.Problem("entity: must be orders, products or customers", statusCode: 400, title: "The request has errors");
        return await FromAllAsync(targets, "retried", async target => body.Target is { } one && one != target
            ? []
            : [JsonSerializer.SerializeToElement(new { target, count = (await targets.PostAsync<JsonElement>(target, "/failures/retry", body, cancel)).GetProperty("retried").GetInt32() })]);
    }

    // A target that is down is named; the others answer all the same.
    private static async Task<IResult> FromAllAsync(TargetServices targets, string name, Func<string, Task<List<JsonElement>>> ask)
    {
        var answers = new List<JsonElement>();
        var away = new List<object>();
        foreach (var target in targets.All)
        {
            try
            {
                answers.AddRange(await ask(target));
            }
            catch (TargetAwayException e)
            {
                away.Add(new { target, message = e.Message });
            }
        }
        return Results.Ok(new Dictionary<string, object> { [name] = answers, ["unavailable"] = away });
    }

    /// <summary>What to try again; what is missing is not asked.</summary>
    public sealed record RetryBody(string? Target, string? Entity, string? Id, string? StoreId, string? Code);
}
