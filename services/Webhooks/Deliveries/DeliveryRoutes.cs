using FluentValidation;
using Hosting.Problems;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;

namespace Webhooks.Deliveries;

/// <summary><c>/api/deliveries</c>: what came in, what became of it, and once more.</summary>
internal static class DeliveryRoutes
{
    private const int MostLines = 200;

    public static void MapDeliveries(this IEndpointRouteBuilder routes)
    {
        var deliveries = routes.MapGroup("/api/deliveries").WithTags("Deliveries");
        deliveries.MapGet("/", ListAsync).WithSummary("The journal, newest first; page on with before_id.")
            .TakesQuery("store_id", "topic", "entity", "woo_id", "state", "from", "to", "received_from", "received_to", "before_id", "limit");
        deliveries.MapGet("/{id:long}", OneAsync).WithSummary("One delivery with its bytes, and who holds the change that came of it.");
        deliveries.MapPost("/replay", ReplayAsync).WithSummary("Sends deliveries through the gate again, page by page; dry_run says what would change.").TakesQuery();
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] DeliveryFilter filter, IDbContextFactory<JournalDb> databases, CancellationToken cancel, long? before_id = null, int limit = 50)
    {
        if (filter.Error() is { } error) return Results.Problem(error, statusCode: 400, title: "The request has errors");
        if (limit is < 1 or > MostLines) return Results.Problem($"limit: must be 1 to {MostLines}", statusCode: 400, title: "The request has errors");
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = filter.Apply(database.Deliveries.AsNoTracking());
        if (before_id is { } before) rows = rows.Where(row => row.Id < before);
        var page = await rows.OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancel);
        return Results.Ok(new { deliveries = page.Select(DeliveryLine.Of), next_before_id = page.Count == limit ? page[^1].Id : (long?)null });
    }

    private static async Task<IResult> OneAsync(long id, IDbContextFactory<JournalDb> databases, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await database.Deliveries.AsNoTracking().Include(r => r.Addressed).SingleOrDefaultAsync(r => r.Id == id, cancel);
        return row is null ? Results.Problem($"There is no delivery {id}.", statusCode: 404, title: "Not found") : Results.Ok(DeliveryPage.Of(row));
    }

    private static async Task<IResult> ReplayAsync(ReplayRequest request, IValidator<ReplayRequest> validator, Replay replay, CancellationToken cancel) =>
        validator.Check(request) ?? Results.Ok(await replay.RunAsync(request, cancel));
}
