using Hosting.Problems;
using Microsoft.Extensions.Options;
using QboSync.Settings;
using QboSync.Storage;
using Syncing;

namespace QboSync.Verifying;

/// <summary><c>GET</c> and <c>POST /api/quickbooks/verify</c>.</summary>
internal static class VerifyRoutes
{
    public static void MapVerify(this IEndpointRouteBuilder routes)
    {
        var verify = routes.MapGroup("/api/quickbooks/verify").WithTags("QuickBooks");
        verify.MapGet("/", ShowAsync).TakesQuery().WithSummary("For which companies QuickBooks is asked before every create, and why.");
        verify.MapPost("/", ChangeAsync).WithSummary("Begins or ends verify mode, for one connected company or all.");
    }

    private static async Task<IResult> ShowAsync(VerifyBook modes, IOptions<QuickBooksOptions> options, CancellationToken cancel) => Results.Ok(new
    {
        BySetting = options.Value.Verify,
        Companies = (await modes.AllAsync(cancel)).Select(mode => new
        {
            RealmId = mode.Account, Verify = mode.Active || options.Value.Verify, mode.Reason, Since = mode.Since == DateTimeOffset.UnixEpoch ? (DateTimeOffset?)null : mode.Since,
            mode.StartedAt, mode.EndedAt, mode.Adopted, mode.Made,
        }),
    });

    private static async Task<IResult> ChangeAsync(
        VerifyChange change, VerifyBook modes, Verification verification, TargetAccounts<QboSyncDb> accounts, IOptions<QuickBooksOptions> options, CancellationToken cancel)
    {
        var connected = (await accounts.ConnectedAsync(cancel)).Select(account => account.Account).ToList();
        if (change.RealmId is { } realm && !connected.Contains(realm))
            return Results.Problem($"realm_id: no QuickBooks company {realm} is connected", statusCode: 404, title: "There is no such company");
        if (change.Verify is not { } verify)
            return Results.Problem("verify: must be true to begin or false to end", statusCode: 400, title: "The request has errors");
        foreach (var account in change.RealmId is { } one ? [one] : connected)
        {
            if (verify) await verification.BeginAsync(account, cancel);
            else await modes.EndAsync(account, cancel);
        }
        return await ShowAsync(modes, options, cancel);
    }
}
