using System.Globalization;
using System.Text;
using FluentValidation;
using Hosting.Problems;
using Hosting.Secrets;
using Webhooks.Records;
using Webhooks.Requesting;

namespace Webhooks.Proving;

/// <summary><c>/api/completeness</c>.</summary>
internal static class CompletenessRoutes
{
    private const string Wrong = "The request has errors";
    private static readonly TimeSpan WaitFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static void MapCompleteness(this IEndpointRouteBuilder routes)
    {
        var proofs = routes.MapGroup("/api/completeness").WithTags("Completeness");
        proofs.MapPost("/", StartAsync).TakesQuery()
            .WithSummary("Compares shop, ledger and targets of some days; answers the result, or 202 where it takes longer than 30 s or with 'Prefer: respond-async'.");
        proofs.MapGet("/", ListAsync).TakesQuery("store_id", "target", "day", "limit").WithSummary("The newest proofs; with a day the newest result that covers it.");
        proofs.MapGet("/{id:guid}", OneAsync).TakesQuery("format", "part", "offset", "limit").WithSummary("One proof with its days and differences, as JSON or (format=csv) CSV.");
        proofs.MapPost("/{id:guid}/repair", RepairAsync).TakesQuery().WithSummary("Repairs what a proof found: all of it, some records, or some causes.");
    }

    private static async Task<IResult> StartAsync(
        CompletenessRequest request, IValidator<CompletenessRequest> validator, StartProof start, ProofBook book, ProofPages pages, TimeProvider clock, HttpContext http, CancellationToken cancel)
    {
        if (validator.Check(request) is { } wrong) return wrong;
        Proof proof;
        try
        {
            proof = await start.BeginAsync(request, cancel);
        }
        catch (NotPossibleException e)
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { [e.Field] = [e.Message] }, title: Wrong);
        }
        catch (CredentialsUnavailableException e)
        {
            return Results.Problem($"Credentials cannot be asked now, so nothing was started: {e.Message}", statusCode: 503, title: "Try again");
        }
        http.Response.Headers.Location = $"/api/completeness/{proof.ProofId}";
        var async = http.Request.Headers["Prefer"].Any(prefer => prefer?.Contains("respond-async", StringComparison.OrdinalIgnoreCase) == true);
        var until = clock.GetUtcNow() + (async ? TimeSpan.Zero : WaitFor);
        while (proof.State == ProofState.Running && clock.GetUtcNow() < until)
        {
            await Task.Delay(LookEvery, clock, cancel);
            proof = (await book.FindAsync(proof.ProofId, cancel))!;
        }
        var result = await pages.ResultAsync(proof, 0, ProofPages.MostDifferences, cancel);
        return proof.State == ProofState.Running ? Results.Json(Shown(result), statusCode: 202) : Results.Ok(Shown(result));
    }

    private static async Task<IResult> ListAsync(ProofPages pages, TargetServices targets, CancellationToken cancel, string? store_id = null, string? target = null, string? day = null, int limit = 20)
    {
        if (limit is < 1 or > 200) return Results.Problem("limit: must be 1 to 200", statusCode: 400, title: Wrong);
        if (target is not null && !targets.All.Contains(target)) return Results.Problem($"target: must be one of {string.Join(", ", targets.All)}", statusCode: 400, title: Wrong);
        var date = DateOnly.MinValue;
        if (day is not null && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            return Results.Problem("day: must be a day such as 2024-01-31", statusCode: 400, title: Wrong);
        var newest = await pages.NewestAsync(store_id, target, day is null ? null : date, day is null ? limit : 1, cancel);
        if (day is null) return Results.Ok(new { proofs = newest.Select(ProofPages.Summary) });
        if (newest.Count == 0) return Results.Ok(new { proofs = Array.Empty<ProofSummary>(), days = Array.Empty<object>() });
        var result = await pages.ResultAsync(newest[0], 0, 0, cancel);
        return Results.Ok(new
        {
            proofs = newest.Select(ProofPages.Summary),
            days = from one in result.Targets where target is null || one.Target == target from totals in one.Days where totals.Day == day select new { target = one.Target, totals },
        });
    }

    private static async Task<IResult> OneAsync(
        Guid id, ProofBook book, ProofPages pages, HttpContext http, CancellationToken cancel, string? format = null, string? part = null, int offset = 0, int limit = ProofPages.MostDifferences)
    {
        if (format is not (null or "json" or "csv")) return Results.Problem("format: must be json or csv", statusCode: 400, title: Wrong);
        if (part is not (null or "differences" or "days")) return Results.Problem("part: must be differences or days", statusCode: 400, title: Wrong);
        if (offset < 0) return Results.Problem("offset: must not be negative", statusCode: 400, title: Wrong);
        if (limit is < 1 or > ProofPages.MostDifferences) return Results.Problem($"limit: must be 1 to {ProofPages.MostDifferences}", statusCode: 400, title: Wrong);
        if (await book.FindAsync(id, cancel) is not { } proof) return NotFound(id);
        var csv = format == "csv" || (format is null && http.Request.Headers.Accept.Any(accept => accept?.Contains("text/csv", StringComparison.OrdinalIgnoreCase) == true));
        if (!csv) return Results.Ok(Shown(await pages.ResultAsync(proof, offset, limit, cancel)));
        if (proof.State != ProofState.Done) return Results.Problem($"Proof {id} has no result yet: it is {proof.State}.", statusCode: 409, title: "No result");
        return part == "days"
            ? Results.Text(ProofCsv.Days(await pages.ResultAsync(proof, 0, 0, cancel)), "text/csv; charset=utf-8")
            : Results.Stream(stream => WriteAsync(stream, id, pages, cancel), "text/csv; charset=utf-8", $"completeness-{id}.csv");
    }

    private static async Task WriteAsync(Stream stream, Guid id, ProofPages pages, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(ProofCsv.DifferencesHead), cancel);
        for (var offset = 0; await pages.DifferencesAsync(id, offset, ProofPages.MostDifferences, cancel) is { Count: > 0 } some; offset += some.Count)
            await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(some.Select(ProofCsv.Line))), cancel);
    }

    private static async Task<IResult> RepairAsync(Guid id, RepairRequest request, ProofBook book, Repairing repairing, CancellationToken cancel)
    {
        if (request.Causes?.FirstOrDefault(cause => !Causes.All.Contains(cause)) is { } unknown)
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["causes"] = [$"There is no cause {unknown}; there are {string.Join(", ", Causes.All)}."] }, title: Wrong);
        if (await book.FindAsync(id, cancel) is not { } proof) return NotFound(id);
        if (proof.State != ProofState.Done) return Results.Problem($"Proof {id} has no result to repair: it is {proof.State}.", statusCode: 409, title: "No result");
        try
        {
            return Results.Ok(await repairing.RepairAsync(proof, request, cancel));
        }
        catch (NotPossibleException e)
        {
            return Results.Problem($"{e.Field}: {e.Message}", statusCode: 409, title: "Not connected");
        }
        catch (CredentialsUnavailableException e)
        {
            return Results.Problem($"Credentials cannot be asked now: {e.Message}", statusCode: 503, title: "Try again");
        }
    }

    // One flat object: what the proof is, then what it found.
    private static object Shown(ProofResult result) => new
    {
        result.Proof.ProofId, result.Proof.Status, result.Proof.TenantId, result.Proof.StoreId, result.Proof.Target, result.Proof.Start, result.Proof.End, result.Proof.Zone, result.Proof.Entities,
        result.Proof.Trigger, result.Proof.StartedAt, result.Proof.EndedAt, result.Proof.Complete, result.Proof.DifferencesTotal, result.Proof.UnderWay, result.Proof.Problem, result.Proof.Progress,
        result.Targets, result.Differences,
    };

    private static IResult NotFound(Guid id) => Results.Problem($"There is no proof {id}.", statusCode: 404, title: "Not found");
}
