using System.Net;
using Credentials.Tests.Driving;
using Credentials.Tests.Outside;

namespace Credentials.Tests.Removing;

public class DeleteTests
{
    [Fact]
    public async Task A_deleted_company_is_gone_and_its_consent_withdrawn()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Bodies.QuickBooks("refresh-0", "access-0", app.Clock.GetUtcNow().AddHours(1)));
        Assert.Equal(HttpStatusCode.NoContent, (await app.DeleteAsync("books")).Status);
        Assert.Equal(["refresh-0"], intuit.Revoked);
        Assert.Equal("credential_missing", (await app.AccessTokenAsync("books")).Code);
        Assert.Equal(HttpStatusCode.Created, (await app.PutAsync("books", Bodies.QuickBooks())).Status);
        Assert.Equal("reconnect_required", (await app.AccessTokenAsync("books")).Code);
    }

    [Fact]
    public async Task Intuit_away_does_not_keep_a_credential_from_being_deleted()
    {
        await using var app = await CredentialsDriver.StartAsync(settings: "--QuickBooks:RevokeUrl=http://127.0.0.1:1/revoke");
        await app.PutAsync("books", Bodies.QuickBooks("refresh-0", "access-0", app.Clock.GetUtcNow().AddHours(1)));
        var deleted = await app.DeleteAsync("books");
        Assert.Equal((HttpStatusCode.OK, false), (deleted.Status, deleted.Json.GetProperty("revoked").GetBoolean()));
        Assert.Contains("not withdrawn at Intuit", deleted.Json.GetProperty("message").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync("/api/credentials/books")).Status);
        Assert.Contains("consent was not withdrawn", app.Logs.All);
    }
}
