using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Mapping;
using QboSync.Talking;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Property;

/// <summary>A company of the stand-in, opened for a property: documents go to it in batches of thirty, and it alone says what they come to.</summary>
internal sealed class SandboxCompany
{
    private const int BatchSize = 30;
    private readonly HttpClient _http;
    private readonly string _realm;
    private string _access = "";

    private SandboxCompany(HttpClient http, string realm) => (_http, _realm) = (http, realm);

    public string CustomerId { get; private set; } = "";

    public CompanyFacts Facts { get; private set; } = null!;

    public static async Task<SandboxCompany> OpenAsync(Books books, string realm, string kind, string switches = "{}")
    {
        var company = new SandboxCompany(books.Http, realm);
        await books.ControlAsync("companies", $$"""{"realm":"{{realm}}","kind":"{{kind}}","refreshToken":"refresh-{{realm}}","switches":{{switches}}}""");
        await company.ConnectAsync();
        company.CustomerId = (await company.PostAsync("customer", new JsonObject { ["DisplayName"] = "Jane Doe" }))["Customer"]!.AsObject().Id();
        company.Facts = CompanyFacts.Read((await company.GetAsync("preferences"))["Preferences"]!.AsObject(),
            (await company.GetAsync($"companyinfo/{realm}"))["CompanyInfo"]!.AsObject(), await company.AllAsync("Account")) with
        {
            TaxCodes = TaxCodeReading.Read(await company.AllAsync("TaxCode"), await company.AllAsync("TaxRate")),
        };
        return company;
    }

    public CompanyBooks BooksWith(BookMapping mapping) => new(null!, Facts, mapping);

    /// <summary>Creates documents; answers each one's sum and tax, or the Fault it met, in the order sent.</summary>
    public async Task<IReadOnlyList<JsonObject>> CreateAsync(IReadOnlyList<DocumentCase> documents)
    {
        var answers = new ConcurrentDictionary<int, JsonObject>();
        await Parallel.ForEachAsync(documents.Index().Chunk(BatchSize), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (chunk, _) =>
        {
            var batch = new JsonObject
            {
                ["BatchItemRequest"] = new JsonArray([.. chunk.Select(item => (JsonNode)new JsonObject { ["bId"] = $"{item.Index}", ["operation"] = "create", [item.Item.Kind] = item.Item.Body.DeepClone() })]),
            };
            foreach (var answer in (await PostAsync("batch", batch))["BatchItemResponse"]!.AsArray())
                answers[int.Parse((string)answer!["bId"]!, System.Globalization.CultureInfo.InvariantCulture)] = answer.AsObject();
        });
        return [.. Enumerable.Range(0, documents.Count).Select(i => answers[i])];
    }

    private async Task ConnectAsync()
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, "oauth2/v1/tokens/bearer")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = $"refresh-{_realm}" }),
        };
        ask.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("sandbox-client:sandbox-secret")));
        _access = (string)(await ReadAsync(ask))["access_token"]!;
    }

    private async Task<List<JsonObject>> AllAsync(string entity) =>
        [.. ((await GetAsync($"query?query={Uri.EscapeDataString($"select * from {entity} maxresults 1000")}"))["QueryResponse"]![entity] as JsonArray ?? []).OfType<JsonObject>()];

    private Task<JsonObject> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, $"v3/company/{_realm}/{path}"));

    private Task<JsonObject> PostAsync(string path, JsonObject body) => SendAsync(new HttpRequestMessage(HttpMethod.Post, $"v3/company/{_realm}/{path}")
    {
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    });

    private async Task<JsonObject> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _access);
        request.Headers.Accept.ParseAdd("application/json");
        return await ReadAsync(request);
    }

    private async Task<JsonObject> ReadAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request);
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.True(answer.IsSuccessStatusCode && body["Fault"] is null, body.ToJsonString());
        return body;
    }
}
