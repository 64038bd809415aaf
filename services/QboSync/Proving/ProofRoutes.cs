using Contracts;
using Contracts.Proving;
using Hosting.Secrets;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Proving;
using Syncing.Working;

namespace QboSync.Proving;

/// <summary>What a proof of completeness asks, under <c>/internal/quickbooks/proof</c>.</summary>
internal static class ProofRoutes
{
    private const string NotConnected = "The tenant has no active quickbooks credential. Connect QuickBooks first.";

    public static IServiceCollection AddQuickBooksProof(this IServiceCollection services) => services
        .AddSingleton<LedgerProof<QboSyncDb>>().AddSingleton<LedgerLines>().AddSingleton<StandingDocuments>().AddSingleton<StandingEntries>().AddSingleton<DocumentRepair>();

    public static void MapQuickBooksProof(this IEndpointRouteBuilder routes)
    {
        var proof = routes.MapGroup("/internal/quickbooks/proof").ExcludeFromDescription();
        proof.MapPost("/ledger", (ProofQuestion question, LedgerProof<QboSyncDb> ledger, LedgerLines lines, CancellationToken cancel) =>
            AnswerAsync(question, false, ledger, account => lines.PageAsync(account.Account, question, cancel), cancel));
        proof.MapPost("/standing", (ProofQuestion question, LedgerProof<QboSyncDb> ledger, QuickBooksClient client, StandingDocuments documents, StandingEntries entries, CancellationToken cancel) =>
            AnswerAsync(question, true, ledger, account => question.Entity == Entities.Orders
                ? documents.PageAsync(client.Open(account), question, cancel)
                : entries.PageAsync(client.Open(account), question, cancel), cancel));
        proof.MapPost("/repair", async (ProofRepair repair, LedgerProof<QboSyncDb> ledger, QuickBooksClient client, DocumentRepair repairing, CancellationToken cancel) =>
            await ledger.AccountAsync(repair.TenantId, cancel) is { } account
                ? Results.Ok(await repairing.RepairAsync(client.Open(account), repair, cancel))
                : Results.Problem(NotConnected, statusCode: 409, title: "Not connected"));
    }

    private static async Task<IResult> AnswerAsync<T>(
        ProofQuestion question, bool standing, LedgerProof<QboSyncDb> ledger, Func<TargetAccount, Task<ProofPage<T>>> answer, CancellationToken cancel)
    {
        if (ProofQuestions.Wrong(question, standing) is { } wrong) return Results.Problem(wrong, statusCode: 400, title: "The request has errors");
        try
        {
            return Results.Ok(await ledger.AccountAsync(question.TenantId, cancel) is { } account ? await answer(account) : ProofPage<T>.Away(NotConnected));
        }
        catch (FaultException e)
        {
            return Results.Ok(ProofPage<T>.Away(e.Fault.Message, e.Fault.RetryAfter));
        }
        catch (CredentialsUnavailableException e)
        {
            return Results.Ok(ProofPage<T>.Away(e.Message));
        }
    }
}
