using System.Text.Encodings.Web;
using Credentials.Refreshing;
using Credentials.Refusing;
using Microsoft.Extensions.Options;

namespace Credentials.Connecting;

/// <summary>Where a person begins to connect a company, and where Intuit sends the browser back to.</summary>
internal static class ConnectRoutes
{
    private const string Callback = "/api/credentials/quickbooks/callback";

    public static void MapConnect(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/credentials/quickbooks").AddEndpointFilter<RefusalFilter>().WithTags("credentials");

        group.MapGet("/connect", async Task<IResult> (string? credential_id, HttpContext http, Consent consent, IOptions<IntuitOptions> options, CancellationToken cancel) =>
        {
            if (string.IsNullOrEmpty(credential_id))
                throw Refusals.Invalid(new Dictionary<string, string[]> { ["credential_id"] = ["is missing: the id of the quickbooks credential to connect."] }, typeMismatch: false);
            var redirect = options.Value.RedirectUrl is { Length: > 0 } set ? set : $"{http.Request.Scheme}://{http.Request.Host}{Callback}";
            var url = await consent.BeginAsync(credential_id, redirect, cancel);
            return WantsJson(http) ? Results.Ok(new ConnectAnswer(url, redirect)) : Results.Redirect(url);
        });

        // The browser comes from Intuit and has no key; the state says that it was sent from here.
        group.MapGet("/callback", async Task<IResult> (string? state, string? code, string? realmId, string? error, HttpContext http, Consent consent, CancellationToken cancel) =>
        {
            var row = await consent.FinishAsync(state, code, realmId, error, cancel);
            return WantsJson(http)
                ? Results.Ok(new { credential_id = row.Id, realm_id = row.RealmId })
                : Results.Content($"<!doctype html><title>Connected</title><p>QuickBooks company {HtmlEncoder.Default.Encode(row.RealmId!)} is connected to credential {HtmlEncoder.Default.Encode(row.Id)}. This page can be closed.", "text/html; charset=utf-8");
        }).AllowAnonymous();
    }

    private static bool WantsJson(HttpContext http) =>
        http.Request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));
}

/// <summary>Where to send the person, and the address that must stand among the app's redirect URIs at Intuit.</summary>
internal sealed record ConnectAnswer(string Url, string RedirectUri);
