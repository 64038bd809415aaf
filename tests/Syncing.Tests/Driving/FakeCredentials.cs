using System.Net;
using System.Net.Http.Json;
using Hosting;
using Hosting.Secrets;

namespace Syncing.Tests.Driving;

/// <summary>The Credentials service as seen over HTTP: what is connected now.</summary>
public sealed class FakeCredentials : HttpMessageHandler, IHttpClientFactory
{
    public List<ActiveCredential> Active { get; } = [];

    public bool IsAway { get; set; }

    public int Asked;

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    public void Connect(string tenant, string realm, string secret = "s") => Active.Add(new ActiveCredential
    {
        Id = $"qb-{realm}", TenantId = tenant, Platform = "quickbooks",
        Fields = new Dictionary<string, string> { ["realm_id"] = realm, ["client_secret"] = secret },
    });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Asked);
        if (IsAway) throw new HttpRequestException("Connection refused");
        Assert.Equal("?platform=quickbooks", request.RequestUri!.Query);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(Active.ToList(), options: PlatformSetup.Json) });
    }
}
