using System.Net.Http.Headers;
using System.Text.Json;
using Credentials.Refreshing;
using Credentials.Refusing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Credentials.Probing;

/// <summary>Gets an access token and reads the company's own name with it.</summary>
internal sealed class QuickBooksTest(
    IHttpClientFactory clients, IDbContextFactory<CredentialsDb> databases, Vault vault, AccessTokens tokens, IOptions<IntuitOptions> options)
{
    public async Task<List<TestCheck>> RunAsync(string id, CancellationToken cancel)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            var company = await ConnectedCompany.ReadAsync(database, vault, id, evenInactive: true, cancel);
            var pair = await tokens.GetAsync(id, null, evenInactive: true, cancel);
            var (status, body) = await AskAsync(company.RealmId, pair, cancel);
            if (status == 401)
            {
                pair = await tokens.GetAsync(id, pair.AccessToken, evenInactive: true, cancel);
                (status, body) = await AskAsync(company.RealmId, pair, cancel);
            }
            return [TestCheck.Good("token", $"Intuit gives access tokens; this one holds until {pair.ExpiresAt:u}."), Company(company.RealmId, status, body)];
        }
        catch (Refusal e) when (e.Code is "reconnect_required" or "client_refused" or "token_endpoint_unavailable")
        {
            return [TestCheck.Bad(e.Code == "reconnect_required" ? "connected" : "token", e.Message)];
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return [TestCheck.Bad("company", $"{options.Value.ApiBaseUrl} (setting QuickBooks:ApiBaseUrl) did not answer: {e.Message}")];
        }
    }

    private TestCheck Company(string realm, int status, string body)
    {
        var host = options.Value.ApiBaseUrl;
        return status switch
        {
            200 when Name(body) is { } name => TestCheck.Good("company", $"{name}, company {realm}, answers at {host}."),
            401 => TestCheck.Bad("company", $"{host} refuses a token that Intuit has just given (401). {Mixup(host)}"),
            403 => TestCheck.Bad("company", $"Company {realm} does not let this app in (403{Code(body)}): realm_id is of another company than was connected, the company was disconnected, or its user lost the right. Connect it again. {Mixup(host)}"),
            429 => TestCheck.Bad("company", "QuickBooks limits requests at the moment (429); try again in a minute."),
            >= 300 and < 400 => TestCheck.Bad("company", $"{host} redirects; setting QuickBooks:ApiBaseUrl must be the API itself."),
            _ => TestCheck.Bad("company", $"{host} answered {status}{Code(body)} to a question for company {realm}."),
        };
    }

    private static string Mixup(string host) =>
        $"Keys of the app's development page work only at https://sandbox-quickbooks.api.intuit.com, production keys only at https://quickbooks.api.intuit.com (setting QuickBooks:ApiBaseUrl, now {host}).";

    private async Task<(int Status, string Body)> AskAsync(string realm, TokenPair pair, CancellationToken cancel)
    {
        using var client = clients.CreateClient(ProbingSetup.HttpClientName);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Value.ApiBaseUrl.TrimEnd('/')}/v3/company/{realm}/companyinfo/{realm}?minorversion=75");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", pair.AccessToken);
        request.Headers.Accept.Add(new("application/json")); // else XML comes back
        using var response = await client.SendAsync(request, cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
    }

    private static string? Name(string body) =>
        Json.Object(body) is { } json && json.TryGetProperty("CompanyInfo", out var info) && info.TryGetProperty("CompanyName", out var name) ? name.GetString() : null;

    // The gateway's faults are lower case, those behind it upper case.
    private static string Code(string body)
    {
        if (Json.Object(body) is not { } json || !(json.TryGetProperty("fault", out var fault) || json.TryGetProperty("Fault", out fault))) return "";
        if (!(fault.TryGetProperty("error", out var errors) || fault.TryGetProperty("Error", out errors)) || errors.ValueKind != JsonValueKind.Array) return "";
        return errors.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first && first.TryGetProperty("code", out var code) ? $", code {code}" : "";
    }
}
