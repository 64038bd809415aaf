using System.Net;
using System.Text.Json;
using Contracts;
using Hosting.Problems;

namespace Webhooks.Records;

/// <summary><c>/api/failures</c>: what failed, by cause and one by one, and to try it again.</summary>
internal static class FailureRoutes
{
    private const int MostLines = 200;
    private const string Wrong = "The request has errors";

    public static void MapFailures(this IEndpointRouteBuilder routes)
    {
        var failures = routes.MapGroup("/api/failures").WithTags("Failures");
        failures.MapGet("/", GroupsAsync).WithSummary("Records that failed, grouped by cause, with what they are worth.").TakesQuery("target", "entity", "code", "store_id");
        failures.MapGet("/{target}/records", RecordsAsync).WithSummary("Failed records of one target, newest first.").TakesQuery("entity", "code", "store_id", "offset", "limit");
        failures.MapPost("/retry", RetryAsync).WithSummary("Tries failed records again: one, a cause, or all; many of them at a bounded rate.").TakesQuery();
        failures.MapGet("/retries/{id:guid}", ProgressAsync).WithSummary("What became of the records of a retry.").TakesQuery();
    }

    private static async Task<IResult> GroupsAsync(
        TargetServices targets, CancellationToken cancel, string? target = null, string? entity = null, string? code = null, string? store_id = null)
    {
        if (Error(targets, target, entity) is { } error) return Problem(error);
        return await FromAll.AnswerAsync(targets, "failures", async one => target is not null && target != one ? []
            : await targets.PostAsync<List<JsonElement>>(one, "/failures/find", new { entity, code, store_id }, cancel));
    }

    private static async Task<IResult> RecordsAsync(
        string target, TargetServices targets, CancellationToken cancel, string? entity = null, string? code = null, string? store_id = null, int offset = 0, int limit = 50)
    {
        if (!targets.All.Contains(target)) return Results.Problem($"There is no target {target}; there are {string.Join(", ", targets.All)}.", statusCode: 404, title: "Not found");
        if (Error(targets, null, entity) is { } error) return Problem(error);
        if (offset < 0) return Problem("offset: must not be negative");
        if (limit is < 1 or > MostLines) return Problem($"limit: must be 1 to {MostLines}");
        try
        {
            var page = await targets.PostAsync<JsonElement>(target, "/failures/records", new { entity, code, store_id, offset, limit }, cancel);
            var total = page.GetProperty("total").GetInt32();
            return Results.Ok(new { total, records = page.GetProperty("records"), next_offset = offset + limit < total ? offset + limit : (int?)null });
        }
        catch (TargetAwayException e)
        {
            return Results.Problem(e.Message, statusCode: 503, title: "A target does not answer");
        }
    }

    private static async Task<IResult> RetryAsync(RetryBody body, TargetServices targets, TimeProvider clock, CancellationToken cancel)
    {
        if (Error(targets, body.Target, body.Entity) is { } error) return Problem(error);
        var batch = Guid.CreateVersion7(clock.GetUtcNow());
        var (retried, away) = await FromAll.AskAsync(targets, async one =>
        {
            if (body.Target is not null && body.Target != one) return [];
            var answer = await targets.PostAsync<JsonElement>(one, "/failures/retry", new { batch_id = batch, body.Entity, body.Id, body.StoreId, body.Code }, cancel);
            return [JsonSerializer.SerializeToElement(new
            {
                target = one, count = answer.GetProperty("count").GetInt32(), remaining = answer.GetProperty("remaining").GetInt32(), last_due_at = answer.GetProperty("last_due_at"),
            })];
        });
        return Results.Ok(new { batch_id = batch, count = retried.Sum(one => one.GetProperty("count").GetInt32()), retried, unavailable = away });
    }

    private static async Task<IResult> ProgressAsync(Guid id, TargetServices targets, CancellationToken cancel)
    {
        var (found, away) = await FromAll.AskAsync(targets, async target =>
        {
            try
            {
                return [await targets.GetAsync<JsonElement>(target, $"/failures/retries/{id}", cancel)];
            }
            catch (TargetAwayException e) when (e.InnerException is HttpRequestException { StatusCode: HttpStatusCode.NotFound })
            {
                return []; // none of its records is in the batch
            }
        });
        if (found.Count == 0 && away.Count == 0) return Results.Problem($"There is no retry {id} with records in it.", statusCode: 404, title: "Not found");
        int Sum(string name) => found.Sum(one => one.GetProperty(name).GetInt32());
        return Results.Ok(new { batch_id = id, count = Sum("count"), waiting = Sum("waiting"), settled = Sum("count") - Sum("waiting") - Sum("moved_on"), targets = found, unavailable = away });
    }

    private static string? Error(TargetServices targets, string? target, string? entity) =>
        target is not null && !targets.All.Contains(target) ? $"target: must be one of {string.Join(", ", targets.All)}"
        : entity is not null && !Entities.All.Contains(entity) ? "entity: must be orders, products or customers"
        : null;

    private static IResult Problem(string error) => Results.Problem(error, statusCode: 400, title: Wrong);

    /// <summary>What to try again; what is missing is not asked.</summary>
    public sealed record RetryBody(string? Target, string? Entity, string? Id, string? StoreId, string? Code);
}
