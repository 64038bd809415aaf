using System.Net;
using Credentials.Tests.Driving;
using Credentials.Tests.Outside;

namespace Credentials.Tests.Removing;

public class DisconnectTests
{
    [Fact]
    public async Task A_disconnected_company_is_out_of_use_here_and_at_Intuit_and_can_be_connected_again()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Bodies.QuickBooks("refresh-0", "access-0", app.Clock.GetUtcNow().AddHours(1)));
        var since = (await app.ConnectionAsync()).GetProperty("connected_at").GetDateTimeOffset();

        var answer = await app.PostAsync("/api/credentials/books/disconnect");

        Assert.Equal((HttpStatusCode.OK, true), (answer.Status, answer.Json.GetProperty("revoked").GetBoolean()));
        Assert.Equal(["refresh-0"], intuit.Revoked);
        var connection = await app.ConnectionAsync();
        Assert.Equal("NotConnected", connection.GetProperty("state").GetString());
        Assert.Contains("disconnected on", connection.GetProperty("reason").GetString());
        Assert.Empty((await app.InternalAsync("platform=quickbooks")).Json.EnumerateArray());
        Assert.Equal("reconnect_required", (await app.AccessTokenAsync("books")).Code);
        Assert.Empty(intuit.Asked);

        app.Clock.Move(TimeSpan.FromDays(3));
        await app.PutAsync("books", Bodies.QuickBooks("refresh-0", "access-0", app.Clock.GetUtcNow().AddHours(1)));
        Assert.Equal(since, (await app.ConnectionAsync()).GetProperty("connected_at").GetDateTimeOffset()); // its start date stays
        Assert.Single((await app.InternalAsync("platform=quickbooks")).Json.EnumerateArray());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(503)]
    public async Task A_failed_revoke_does_not_stop_the_removal_and_is_told(int status)
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Bodies.QuickBooks("refresh-0", "access-0", app.Clock.GetUtcNow().AddHours(1)));
        intuit.RevokeStatus = status;

        var answer = await app.PostAsync("/api/credentials/books/disconnect");
        Assert.False(answer.Json.GetProperty("revoked").GetBoolean());
        Assert.Contains("by hand", answer.Json.GetProperty("message").GetString());
        Assert.Equal("NotConnected", (await app.ConnectionAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Consent_that_another_credential_lives_on_is_not_withdrawn()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Bodies.QuickBooks("refresh-0", "access-0", app.Clock.GetUtcNow().AddHours(1)));
        await app.PutJsonAsync("books", """{"platform":"quickbooks","is_active":false}""");
        await app.PutAsync("books-2", Bodies.QuickBooks("refresh-0", "access-0", app.Clock.GetUtcNow().AddHours(1)));

        var answer = await app.PostAsync("/api/credentials/books-2/disconnect");
        Assert.Contains("'books'", answer.Json.GetProperty("message").GetString());
        Assert.Empty(intuit.Revoked);
    }

    [Fact]
    public async Task What_is_not_connected_can_be_disconnected_and_what_is_no_company_cannot()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("books", Bodies.QuickBooks());
        Assert.True((await app.PostAsync("/api/credentials/books/disconnect")).Json.GetProperty("revoked").GetBoolean());
        await app.PutAsync("shop-a", Bodies.Woo());
        Assert.Equal("credential_type_mismatch", (await app.PostAsync("/api/credentials/shop-a/disconnect")).Code);
        Assert.Equal("credential_missing", (await app.PostAsync("/api/credentials/nobody/disconnect")).Code);
    }
}
