using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Syncing.Ledger;

namespace Syncing.Conflicts;

/// <summary>The list of conflicts of a target that keeps one.</summary>
public static class ConflictsSetup
{
    /// <summary>Adds it; the target adds its <see cref="ITargetConflicts{TDb}"/>, and <see cref="ConflictTable"/> to its context.</summary>
    public static IServiceCollection AddConflicts<TDb>(this IServiceCollection services) where TDb : LedgerDb => services
        .AddSingleton<ConflictBook<TDb>>().AddSingleton<DueRecords<TDb>>().AddSingleton<ConflictGathering<TDb>>().AddSingleton<ConflictList<TDb>>().AddSingleton<ConflictResolving<TDb>>();

    /// <summary>Maps what Webhooks asks for, under <c>/internal/{target}/conflicts</c>.</summary>
    public static void MapConflicts<TDb>(this IEndpointRouteBuilder routes, string target) where TDb : LedgerDb
    {
        var conflicts = routes.MapGroup($"/internal/{target}/conflicts").ExcludeFromDescription();
        conflicts.MapPost("/find", (ConflictQuestion question, ConflictList<TDb> list, CancellationToken cancel) => list.ListAsync(question, cancel));
        conflicts.MapGet("/{id:long}", async (long id, ConflictList<TDb> list, CancellationToken cancel) =>
            await list.OneAsync(id, cancel) is { } page ? Results.Ok(page) : Results.NotFound());
        conflicts.MapPost("/{id:long}/resolve", (long id, ResolveRequest request, ConflictResolving<TDb> resolving, CancellationToken cancel) =>
            resolving.ResolveAsync(id, request, cancel));
    }
}
