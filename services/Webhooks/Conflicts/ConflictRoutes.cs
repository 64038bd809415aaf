using System.Net;
using System.Text.Json;
using Contracts;
using Hosting.Problems;
using Webhooks.Records;

namespace Webhooks.Conflicts;

/// <summary><c>/api/conflicts</c>: where the shop and a target say different things, of all targets, and what somebody chose.</summary>
internal static class ConflictRoutes
{
    private const int MostLines = 200;
    private const string Wrong = "The request has errors";

    public static void MapConflicts(this IEndpointRouteBuilder routes)
    {
        var conflicts = routes.MapGroup("/api/conflicts").WithTags("Conflicts");
        conflicts.MapGet("/", ListAsync).WithSummary("Conflicts, target by target, newest first; page on with before_id.")
            .TakesQuery("target", "entity", "state", "store_id", "before_id", "limit");
        conflicts.MapGet("/{id}", OneAsync).WithSummary("One conflict with both sides, and what can be chosen.");
        conflicts.MapPost("/{id}/resolve", ResolveAsync).WithSummary("Chooses; the record is worked at once.");
    }

    private static async Task<IResult> ListAsync(TargetServices targets, CancellationToken cancel,
        string? target = null, string? entity = null, string? state = null, string? store_id = null, string? before_id = null, int limit = 50)
    {
        var before = before_id is null ? null : ConflictId.Read(before_id, targets.All);
        if (Error(targets, target, entity, state, limit, before_id, before) is { } error) return Results.Problem(error, statusCode: 400, title: Wrong);
        var found = new List<JsonElement>();
        var away = new List<object>();
        // What comes after before_id: the rest of its target, and then the targets after it.
        foreach (var one in targets.All.SkipWhile(one => before is not null && one != before.Target).Where(one => target is null || one == target))
        {
            if (found.Count == limit) break;
            try
            {
                var beforeId = before?.Target == one ? before.Id : (long?)null;
                found.AddRange(await AskAsync(targets, one, new { entity, state, store_id, before_id = beforeId, limit = limit - found.Count }, cancel));
            }
            catch (TargetAwayException e)
            {
                away.Add(new { target = one, message = e.Message });
            }
        }
        return Results.Ok(new { conflicts = found, next_before_id = found.Count == limit ? found[^1].GetProperty("id").GetString() : null, unavailable = away });
    }

    private static async Task<IResult> OneAsync(string id, TargetServices targets, CancellationToken cancel) =>
        ConflictId.Read(id, targets.All) is not { } conflict
            ? NotFound(id)
            : await FromAsync(id, async () => Results.Ok(await targets.GetAsync<JsonElement>(conflict.Target, $"/conflicts/{conflict.Id}", cancel)));

    private static async Task<IResult> ResolveAsync(string id, ResolveBody body, TargetServices targets, CancellationToken cancel) =>
        ConflictId.Read(id, targets.All) is not { } conflict ? NotFound(id) : await FromAsync(id, async () =>
        {
            var answer = await targets.PostAsync<JsonElement>(conflict.Target, $"/conflicts/{conflict.Id}/resolve", body, cancel);
            if (answer.GetProperty("conflict").ValueKind == JsonValueKind.Null) return NotFound(id);
            return answer.GetProperty("problem").GetString() is { } problem
                ? Results.Problem(problem, statusCode: 400, title: Wrong)
                : Results.Ok(answer.GetProperty("conflict"));
        });

    private static async Task<IResult> FromAsync(string id, Func<Task<IResult>> ask)
    {
        try
        {
            return await ask();
        }
        catch (TargetAwayException e) when (IsUnknown(e))
        {
            return NotFound(id);
        }
        catch (TargetAwayException e)
        {
            return Results.Problem(e.Message, statusCode: 503, title: "A target does not answer");
        }
    }

    private static async Task<List<JsonElement>> AskAsync(TargetServices targets, string target, object question, CancellationToken cancel)
    {
        try
        {
            return await targets.PostAsync<List<JsonElement>>(target, "/conflicts/find", question, cancel);
        }
        catch (TargetAwayException e) when (IsUnknown(e))
        {
            return []; // a target that keeps no list of conflicts has none
        }
    }

    private static bool IsUnknown(TargetAwayException e) => e.InnerException is HttpRequestException { StatusCode: HttpStatusCode.NotFound };

    private static string? Error(TargetServices targets, string? target, string? entity, string? state, int limit, string? beforeId, ConflictId? before) =>
        target is not null && !targets.All.Contains(target) ? $"target: must be one of {string.Join(", ", targets.All)}"
        : entity is not null && !Entities.All.Contains(entity) ? "entity: must be orders, products or customers"
        : state is not (null or "open" or "resolved") ? "state: must be open or resolved"
        : limit is < 1 or > MostLines ? $"limit: must be 1 to {MostLines}"
        : beforeId is not null && before is null ? "before_id: must be the id of a conflict, such as quickbooks-17"
        : null;

    private static IResult NotFound(string id) => Results.Problem($"There is no conflict {id}.", statusCode: 404, title: "Not found");

    /// <summary>What somebody chose.</summary>
    public sealed record ResolveBody(string? Choice, string? ExternalId, string? By);
}
