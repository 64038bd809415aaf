using System.Net;
using Credentials.Alerting;
using Credentials.Expiring;
using Credentials.Tests.Driving;
using Credentials.Tests.Outside;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Tests.Connecting;

/// <summary>The whole life of a connection, against the sandbox's authorization server.</summary>
public class SandboxConnectionTests
{
    private const string TokenPath = "^/quickbooks/oauth2/v1/tokens/bearer$";

    private static async Task ConnectAsync(CredentialsDriver app)
    {
        await app.PutAsync("books", new { platform = "quickbooks", credentials = new { client_id = "sandbox-client", client_secret = "sandbox-secret" } });
        var url = (await app.GetAsync("/api/credentials/quickbooks/connect?credential_id=books")).Json.GetProperty("url").GetString();
        using var browser = new HttpClient(); // follows Intuit's page back to the callback
        using var page = await browser.GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task A_connection_that_nobody_uses_lasts_as_long_as_its_consent_and_then_says_that_it_is_over()
    {
        var clock = new MovableClock();
        await using var intuit = await SandboxIntuit.StartAsync(clock);
        await using var app = await CredentialsDriver.StartAsync(clock: clock, settings: intuit.Settings);
        await ConnectAsync(app);
        var (idle, watch) = (app.Services.GetRequiredService<IdleRefresh>(), app.Services.GetRequiredService<AlertWatch>());
        var ends = (await app.ConnectionAsync()).GetProperty("consent_ends_at").GetDateTimeOffset();
        Assert.InRange(ends - clock.GetUtcNow(), TimeSpan.FromDays(1824), TimeSpan.FromDays(1826));

        while (ends - clock.GetUtcNow() > TimeSpan.FromDays(32))
        {
            clock.Move(TimeSpan.FromDays(31));
            await idle.LookAsync(default);
            Assert.Equal("Connected", (await app.ConnectionAsync()).GetProperty("state").GetString());
        }
        clock.Move(ends - clock.GetUtcNow() - TimeSpan.FromDays(13));
        await watch.LookAsync(default);
        Assert.Equal("Expiring", (await app.ConnectionAsync()).GetProperty("state").GetString());
        Assert.Equal("ConsentEnding", Assert.Single(await app.OpenAlertsAsync(1)).GetProperty("kind").GetString());

        clock.Move(TimeSpan.FromDays(14));
        Assert.Equal("reconnect_required", (await app.AccessTokenAsync("books")).Code);
        await watch.LookAsync(default);
        Assert.Equal("ReconnectRequired", Assert.Single(await app.OpenAlertsAsync(1)).GetProperty("kind").GetString());

        await ConnectAsync(app);
        Assert.Equal(HttpStatusCode.OK, (await app.AccessTokenAsync("books")).Status);
        await app.OpenAlertsAsync(0);
    }

    [Theory]
    [InlineData(86_400, true)]
    [InlineData(0, false)]
    public async Task A_rotation_that_is_carried_out_and_never_answered(int graceSeconds, bool recovers)
    {
        var clock = new MovableClock();
        await using var intuit = await SandboxIntuit.StartAsync(clock);
        await using var app = await CredentialsDriver.StartAsync(clock: clock, settings: intuit.Settings);
        await ConnectAsync(app);
        await intuit.ControlAsync("/quickbooks/control/oauth", new { refreshGraceSeconds = graceSeconds });
        await intuit.ControlAsync("/control/faults", new { path = TokenPath, kind = "commit_then_drop", times = 1 });
        clock.Move(TimeSpan.FromHours(1));

        var answer = await app.AccessTokenAsync("books");
        Assert.Equal(recovers ? HttpStatusCode.OK : HttpStatusCode.Conflict, answer.Status);
        Assert.Equal(recovers ? "Connected" : "Reconnect", (await app.ConnectionAsync()).GetProperty("state").GetString());
        if (recovers) return;
        Assert.Contains("was not answered", answer.Detail);
        await ConnectAsync(app);
        Assert.Equal(HttpStatusCode.OK, (await app.AccessTokenAsync("books")).Status);
    }

    [Fact]
    public async Task Disconnecting_revokes_at_Intuit()
    {
        var clock = new MovableClock();
        await using var intuit = await SandboxIntuit.StartAsync(clock);
        await using var app = await CredentialsDriver.StartAsync(clock: clock, settings: intuit.Settings);
        await ConnectAsync(app);
        var token = await app.Client.AccessTokenAsync("books", null, default);
        Assert.Equal(HttpStatusCode.OK, await CompanyAsync(intuit, token));

        Assert.True((await app.PostAsync("/api/credentials/books/disconnect")).Json.GetProperty("revoked").GetBoolean());

        Assert.Equal(HttpStatusCode.Unauthorized, await CompanyAsync(intuit, token));
    }

    private static async Task<HttpStatusCode> CompanyAsync(SandboxIntuit intuit, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/quickbooks/v3/company/9130350000000001/companyinfo/9130350000000001");
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await intuit.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
