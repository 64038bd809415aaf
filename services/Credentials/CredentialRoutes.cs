using Credentials.Entering;
using Credentials.Probing;
using Credentials.Removing;
using Credentials.Refusing;
using Credentials.Resealing;
using Credentials.Showing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials;

/// <summary>The routes that people and scripts use, under the API key.</summary>
internal static class CredentialRoutes
{
    public static void MapCredentialApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/credentials").AddEndpointFilter<RefusalFilter>().WithTags("credentials");

        group.MapGet("", async (IDbContextFactory<CredentialsDb> databases, CredentialShow show, CancellationToken cancel) =>
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            var states = await database.TokenStates.AsNoTracking().ToDictionaryAsync(s => s.CredentialId, cancel);
            var rows = await database.Credentials.AsNoTracking().OrderBy(c => c.TenantId).ThenBy(c => c.Platform).ThenBy(c => c.Id).ToListAsync(cancel);
            return TypedResults.Ok(rows.Select(row => show.View(row, states.GetValueOrDefault(row.Id))).ToList());
        });

        group.MapGet("/{id}", async (string id, IDbContextFactory<CredentialsDb> databases, CredentialShow show, CancellationToken cancel) =>
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            var row = await database.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) ?? throw Refusals.Missing(id);
            var view = show.View(row, await database.TokenStates.AsNoTracking().SingleOrDefaultAsync(s => s.CredentialId == id, cancel));
            if (view.Problem is { } problem) throw new Refusal(StatusCodes.Status500InternalServerError, problem.Code, problem.Detail);
            return TypedResults.Ok(view);
        });

        group.MapPut("/{id}", async Task<IResult> (string id, CredentialRequest request, CredentialPut put, CredentialShow show, CancellationToken cancel) =>
        {
            var entered = await put.PutAsync(id, request, cancel);
            var view = show.View(entered.Row, entered.State);
            return entered.Created ? TypedResults.Created($"/api/credentials/{id}", view) : TypedResults.Ok(view);
        });

        group.MapDelete("/{id}", async (string id, CredentialRemoval removal, CancellationToken cancel) =>
        {
            var revoked = await removal.RemoveAsync(id, cancel);
            return revoked.Done ? Results.NoContent() : Results.Ok(new RemovedAnswer(id, false, revoked.Message));
        });

        group.MapPost("/{id}/disconnect", async (string id, Disconnection disconnection, CancellationToken cancel) =>
        {
            var revoked = await disconnection.DisconnectAsync(id, cancel);
            return TypedResults.Ok(new RemovedAnswer(id, revoked.Done, revoked.Message));
        });

        group.MapPost("/{id}/test", async (string id, CredentialTest test, CancellationToken cancel) => TypedResults.Ok(await test.RunAsync(id, cancel)));

        group.MapPost("/reencrypt", async (Reencryption reencryption, CancellationToken cancel) => TypedResults.Ok(await reencryption.RunAsync(cancel)));
    }
}

/// <summary>The tokens are out of use here; whether Intuit withdrew the consent too.</summary>
internal sealed record RemovedAnswer(string Id, bool Revoked, string Message);
