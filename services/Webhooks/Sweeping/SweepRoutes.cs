using FluentValidation;
using Hosting.Problems;
using Hosting.Secrets;
using Webhooks.Pulling;

namespace Webhooks.Sweeping;

/// <summary>Which store to sweep.</summary>
public sealed record SweepRequest
{
    /// <summary>Id of the WooCommerce credential; may be missing where there is one store.</summary>
    public string? StoreId { get; init; }

    /// <summary>orders, products or customers; null for all that the sweep looks at.</summary>
    public string? Entity { get; init; }
}

/// <summary><c>/api/sweeps</c>.</summary>
internal static class SweepRoutes
{
    private static readonly TimeSpan WaitFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static void MapSweeps(this IEndpointRouteBuilder routes)
    {
        var sweeps = routes.MapGroup("/api/sweeps").WithTags("Sweeps");
        sweeps.MapGet("/", async (SweepBook book, TimeProvider clock, CancellationToken cancel, string? store_id = null, string? kind = null) =>
                Results.Ok(new { sweeps = await PagesAsync(book, row => (store_id is null || row.StoreId == store_id) && (kind is null || row.Kind == kind), clock.GetUtcNow(), cancel) }))
            .TakesQuery("store_id", "kind").WithSummary("The sweeps of each store: when the next is due, how the last one ended.");
        sweeps.MapPost("/{kind}", RunAsync).TakesQuery().WithSummary("Makes a sweep now; answers its result, or 202 where it takes longer than 30 s or with 'Prefer: respond-async'.");
        sweeps.MapPost("/ids/accept", AcceptAsync).TakesQuery().WithSummary("Accepts that as many records are gone from the shop as the comparison of ids found and left alone.");
    }

    private static async Task<IResult> RunAsync(string kind, SweepRequest request, SweepBook book, CredentialsClient credentials, TimeProvider clock, HttpContext http, CancellationToken cancel)
    {
        if (!SweepKinds.All.Contains(kind)) return Wrong("kind", $"'{kind}' is not one of {string.Join(", ", SweepKinds.All)}.");
        if (request.Entity is not null && !SweepKinds.EntitiesOf(kind).Contains(request.Entity))
            return Wrong("entity", $"Must be one of {string.Join(", ", SweepKinds.EntitiesOf(kind))}, or left out for all.");
        var (store, wrong) = await StoreAsync(request, book, credentials, cancel);
        return wrong ?? await AskAsync(store, kind, request.Entity, book, clock, http, cancel);
    }

    private static async Task<IResult> AcceptAsync(SweepRequest request, SweepBook book, CredentialsClient credentials, TimeProvider clock, HttpContext http, CancellationToken cancel)
    {
        if (request.Entity is null || !SweepKinds.EntitiesOf(SweepKinds.Ids).Contains(request.Entity)) return Wrong("entity", $"Must be one of {string.Join(", ", SweepKinds.EntitiesOf(SweepKinds.Ids))}.");
        var (store, wrong) = await StoreAsync(request, book, credentials, cancel);
        if (wrong is not null) return wrong;
        var by = http.Request.Headers["X-Changed-By"].ToString() is { Length: > 0 } name ? name[..Math.Min(name.Length, 100)] : null;
        if (!await book.AcceptAsync(store, request.Entity, by, cancel))
            return Results.Problem($"No {request.Entity} of store {store} wait for it: the last comparison found none gone, or few enough to believe.", statusCode: 409, title: "Nothing to accept");
        return await AskAsync(store, SweepKinds.Ids, request.Entity, book, clock, http, cancel);
    }

    private static async Task<IResult> AskAsync(string store, string kind, string? entity, SweepBook book, TimeProvider clock, HttpContext http, CancellationToken cancel)
    {
        var asked = await book.AskAsync(store, kind, entity, cancel);
        var until = http.Request.Headers["Prefer"].Any(prefer => prefer?.Contains("respond-async", StringComparison.OrdinalIgnoreCase) == true) ? asked : asked + WaitFor;
        while (true)
        {
            var pages = await PagesAsync(book, row => row.StoreId == store && row.Kind == kind && (entity is null || row.Entity == entity), clock.GetUtcNow(), cancel);
            // Ended, and what it set off is read, judged and told.
            if (pages.All(page => page.EndedAt >= asked && page.BegunAt >= asked && !page.Reading)) return Results.Ok(new { sweeps = pages });
            if (clock.GetUtcNow() >= until) return Results.Json(new { sweeps = pages }, statusCode: 202);
            await Task.Delay(LookEvery, clock, cancel);
        }
    }

    private static async Task<(string Store, IResult? Wrong)> StoreAsync(SweepRequest request, SweepBook book, CredentialsClient credentials, CancellationToken cancel)
    {
        IReadOnlyList<string> stores = [.. (await credentials.ActiveAsync("woocommerce", cancel)).Select(store => store.Id).Order(StringComparer.Ordinal)];
        if (request.StoreId is null && stores.Count > 1) return ("", Wrong("store_id", $"There are several stores; name one of {string.Join(", ", stores)}."));
        var store = request.StoreId ?? stores.FirstOrDefault();
        if (store is null || !stores.Contains(store)) return ("", Wrong("store_id", stores.Count == 0 ? "There is no active WooCommerce credential." : $"There is no active WooCommerce credential {store}; there are {string.Join(", ", stores)}."));
        await book.PlanAsync(stores, cancel); // a store that was connected just now
        return (store, null);
    }

    private static async Task<IReadOnlyList<SweepPage>> PagesAsync(SweepBook book, Func<Sweep, bool> wanted, DateTimeOffset now, CancellationToken cancel)
    {
        var pages = new List<SweepPage>();
        foreach (var row in (await book.AllAsync(cancel)).Where(wanted)) pages.Add(SweepPage.Of(row, await book.PullAsync(row, cancel), now));
        return pages;
    }

    private static IResult Wrong(string field, string message) => Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] }, title: "The request has errors");
}
