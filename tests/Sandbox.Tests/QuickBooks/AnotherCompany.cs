using System.Net;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

/// <summary>A company beside the first one, opened by control as its owner would have set it up.</summary>
internal sealed class AnotherCompany(CompanyHost host, string token) : IAsyncDisposable
{
    public const string Realm = "9130350000000002";

    public CompanyHost Host => host;

    /// <param name="body">What control is told besides the realm, such as <c>"kind":"uk"</c>.</param>
    public static async Task<AnotherCompany> Open(string body)
    {
        var host = await CompanyHost.Start();
        await host.Control("companies", $$"""{"realm":"{{Realm}}",{{body}}}""");
        return new AnotherCompany(host, await host.TokenOf("sandbox-refresh-2"));
    }

    public async Task<JsonObject> Write(string path, string json)
    {
        var (_, body) = await Post(path, json);
        Assert.False(body.ContainsKey("Fault"), body.ToJsonString());
        return body.First().Value!.AsObject();
    }

    public async Task<(string Code, string Detail)> Refused(string path, string json) => CompanyHost.Error((await Post(path, json)).Body);

    public Task<(HttpStatusCode Status, JsonObject Body)> Post(string path, string json) => host.Post(path, json, realm: Realm, token: token);

    public async Task<JsonObject> Query(string query)
    {
        var (_, body) = await host.Post("query", query, "application/text", Realm, token);
        return body["QueryResponse"]!.AsObject();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
