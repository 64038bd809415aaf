using FluentValidation;
using Hosting.Problems;

namespace QboSync.Adopting;

/// <summary><c>POST /api/quickbooks/adopt</c>.</summary>
public static class AdoptRoutes
{
    /// <summary>Maps it.</summary>
    public static void MapAdopting(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/quickbooks/adopt", async (AdoptRequest request, IValidator<AdoptRequest> validator, AdoptionDesk desk, CancellationToken cancel) =>
                validator.Check(request) ?? await desk.DecideAsync(request, cancel))
            .TakesQuery().Produces<AdoptAnswer>().ProducesProblem(404).ProducesProblem(409).ProducesValidationProblem()
            .WithSummary("Says whether a document that somebody else made is an order's: adopts it, or books the order beside it.");
}
