using Contracts;
using Contracts.Proving;
using Hosting.Secrets;
using Syncing.Ledger;
using Syncing.Proving;

namespace SupabaseSync.Proving;

/// <summary>What a proof of completeness asks, under <c>/internal/supabase/proof</c>.</summary>
internal static class ProofRoutes
{
    private const string NotConnected = "The tenant has no active supabase credential. Connect Supabase first.";

    public static IServiceCollection AddSupabaseProof(this IServiceCollection services) =>
        services.AddSingleton<LedgerProof<SupabaseSyncDb>>().AddSingleton<RowReading>().AddSingleton<StandingRows>();

    public static void MapSupabaseProof(this IEndpointRouteBuilder routes)
    {
        var proof = routes.MapGroup("/internal/supabase/proof").ExcludeFromDescription();
        proof.MapPost("/ledger", (ProofQuestion question, LedgerProof<SupabaseSyncDb> ledger, CancellationToken cancel) => AnswerAsync(question, false, async () =>
        {
            if (await ledger.AccountAsync(question.TenantId, cancel) is not { } account) return ProofPage<LedgerLine>.Away(NotConnected);
            var (rows, next) = await ledger.RowsAsync(account.Account, question, cancel);
            return new ProofPage<LedgerLine>([.. rows.Select(Line).Where(line => LedgerProof<SupabaseSyncDb>.IsOfDays(line, question))], next);
        }));
        proof.MapPost("/standing", (ProofQuestion question, LedgerProof<SupabaseSyncDb> ledger, StandingRows standing, CancellationToken cancel) => AnswerAsync(question, true, async () =>
            await ledger.AccountAsync(question.TenantId, cancel) is { } account
                ? await standing.PageAsync(account, question, cancel)
                : ProofPage<StandingLine>.Away(NotConnected)));
        // A row bears being written again at its own version: the run that follows does all there is to do.
        proof.MapPost("/repair", (ProofRepair repair) => new ProofRepaired([.. repair.Changed.Select(part => part.ExternalId)], [],
            [.. repair.Doubled.Select(part => new RepairedPart(part.Kind, part.ExternalId, "A row of Supabase cannot be doubled: nothing was done."))]));
    }

    private static LedgerLine Line(LedgerRecord row) => LedgerProof<SupabaseSyncDb>.Line(row) with
    {
        Parts = row is { State: RecordState.Synced, ExternalId: { } id } ? [new LedgerPart(row.Entity, id)] : [],
    };

    private static async Task<IResult> AnswerAsync<T>(ProofQuestion question, bool standing, Func<Task<ProofPage<T>>> answer)
    {
        if (ProofQuestions.Wrong(question, standing) is { } wrong) return Results.Problem(wrong, statusCode: 400, title: "The request has errors");
        try
        {
            return Results.Ok(await answer());
        }
        catch (CredentialsUnavailableException e)
        {
            return Results.Ok(ProofPage<T>.Away(e.Message));
        }
    }
}
