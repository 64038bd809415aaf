using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.Driving;

/// <summary>A connected client of the QuickBooks stand-in inside the whole sandbox, where faults strike it.</summary>
internal sealed class BooksClient(SandboxHost sandbox)
{
    public const string Realm = "9130350000000001";
    private string _refresh = "sandbox-refresh-1";
    private string? _access;

    /// <summary>One refresh; false where it was refused.</summary>
    public async Task<bool> ConnectAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/quickbooks/oauth2/v1/tokens/bearer")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = _refresh }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("sandbox-client:sandbox-secret"u8));
        using var answer = await sandbox.Http.SendAsync(request, TestContext.Current.CancellationToken);
        if (!answer.IsSuccessStatusCode) return false;
        var body = await SandboxHost.Json(answer);
        (_access, _refresh) = ((string)body["access_token"]!, (string)body["refresh_token"]!);
        return true;
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string json)
    {
        using var request = Post(path, json);
        return await sandbox.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A request to be sent by the test itself.</summary>
    public HttpRequestMessage Post(string path, string json)
    {
        var request = Request(HttpMethod.Post, path);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return request;
    }

    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = Request(HttpMethod.Get, path);
        return await sandbox.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>How many documents of a kind stand, asked past all faults.</summary>
    public async Task<int> CountAsync(string kind) =>
        (await SandboxHost.Json(await sandbox.TryControlAsync(HttpMethod.Get, $"/quickbooks/control/documents?kind={kind}")))[kind]!.AsArray().Count;

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, $"/quickbooks/v3/company/{Realm}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _access);
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }
}
