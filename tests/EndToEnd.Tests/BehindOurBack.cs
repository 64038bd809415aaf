using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace EndToEnd.Tests;

/// <summary>A person in QuickBooks and in the Supabase dashboard, who changes what was synced there over the systems' own APIs.</summary>
public sealed class BehindOurBack : IDisposable
{
    private readonly HttpClient _books;
    private readonly HttpClient _project;

    private BehindOurBack(HttpClient books, HttpClient project) => (_books, _project) = (books, project);

    /// <summary>Signs in to both.</summary>
    public static async Task<BehindOurBack> SignInAsync(Deployment platform)
    {
        var root = $"{platform.SandboxProcess.Address}/quickbooks";
        const string callback = "http://localhost/callback";
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var consent = await browser.GetAsync($"{root}/connect/oauth2?client_id=sandbox-client&response_type=code&scope=com.intuit.quickbooks.accounting&state=s&realmId={Deployment.Realm}&redirect_uri={Uri.EscapeDataString(callback)}");
        var code = HttpUtility.ParseQueryString(consent.Headers.Location!.Query)["code"]!;
        using var exchange = new HttpRequestMessage(HttpMethod.Post, $"{root}/oauth2/v1/tokens/bearer")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = callback }),
        };
        exchange.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("sandbox-client:sandbox-secret"u8));
        using var answer = await browser.SendAsync(exchange);
        var tokens = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        var books = new HttpClient { BaseAddress = new Uri($"{root}/v3/company/{Deployment.Realm}/") };
        books.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)tokens["access_token"]);
        books.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        var project = new HttpClient { BaseAddress = new Uri($"{platform.SandboxProcess.Address}/supabase/rest/v1/") };
        project.DefaultRequestHeaders.Add("apikey", "sb_secret_sandbox");
        return new BehindOurBack(books, project);
    }

    /// <summary>Deletes a document for good.</summary>
    public Task DeleteAsync(JsonNode receipt) => BookAsync("salesreceipt?operation=delete", new JsonObject { ["Id"] = (string?)receipt["Id"], ["SyncToken"] = (string?)receipt["SyncToken"] });

    /// <summary>Makes the first line one dearer.</summary>
    public Task RaiseAsync(JsonNode receipt)
    {
        var lines = receipt["Line"]!.DeepClone().AsArray();
        lines[0]!["Amount"] = (decimal)lines[0]!["Amount"]! + 1;
        foreach (var name in (string[])["Qty", "UnitPrice"]) lines[0]!["SalesItemLineDetail"]!.AsObject().Remove(name);
        return BookAsync("salesreceipt?operation=update", new JsonObject { ["Id"] = (string?)receipt["Id"], ["SyncToken"] = (string?)receipt["SyncToken"], ["sparse"] = true, ["Line"] = lines });
    }

    /// <summary>Puts a copy beside it, with our marker in its note or without.</summary>
    public Task CopyAsync(JsonNode receipt, bool withMarker)
    {
        var copy = receipt.DeepClone().AsObject();
        foreach (var name in (string[])["Id", "SyncToken", "MetaData", "domain", "sparse", "time"]) copy.Remove(name);
        foreach (var line in copy["Line"]!.AsArray()) line!.AsObject().Remove("Id");
        if (!withMarker) copy["PrivateNote"] = "entered again by Ann";
        return BookAsync("salesreceipt?include=allowduplicatedocnum", copy);
    }

    /// <summary>Deletes rows of a table.</summary>
    public Task DropRowsAsync(string table, string filter) => RowsAsync(HttpMethod.Delete, $"{table}?store_id=eq.{Deployment.Store}&{filter}", null);

    /// <summary>Changes an order's row.</summary>
    public Task PatchOrderAsync(long id, JsonObject change) => RowsAsync(HttpMethod.Patch, string.Create(CultureInfo.InvariantCulture, $"orders?store_id=eq.{Deployment.Store}&woo_id=eq.{id}"), change);

    public void Dispose()
    {
        _books.Dispose();
        _project.Dispose();
    }

    private async Task BookAsync(string path, JsonObject body)
    {
        using var answer = await _books.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode && !text.Contains("\"Fault\""), $"{path}: {text}");
    }

    private async Task RowsAsync(HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _project.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
    }
}
