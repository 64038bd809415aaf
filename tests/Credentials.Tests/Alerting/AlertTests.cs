using System.Net;
using System.Text.Json;
using Credentials.Alerting;
using Credentials.Expiring;
using Credentials.Tests.Driving;
using Credentials.Tests.Outside;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Tests.Alerting;

public class AlertTests
{
    private static int Warnings(CredentialsDriver app) => app.Logs.Lines.Count(line => line.StartsWith("Warning Credentials.Alerting", StringComparison.Ordinal));

    private static Task LookAsync(CredentialsDriver app) => app.Services.GetRequiredService<AlertWatch>().LookAsync(default);

    private static async Task<string> HealthAsync(CredentialsDriver app) => (await app.GetAsync("/health/ready")).Body;

    [Fact]
    public async Task A_connection_that_must_be_made_again_is_one_alert_at_two_instances_and_resolved_when_it_is_made()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        using var folder = new TempFolder();
        await using var one = await CredentialsDriver.StartAsync(folder, settings: intuit.Settings);
        await using var two = await CredentialsDriver.StartAsync(folder, settings: intuit.Settings);
        Assert.DoesNotContain("Degraded", await HealthAsync(one));
        await one.PutAsync("books", Bodies.QuickBooks("dead", null, null));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? one : two).AccessTokenAsync("books")));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => LookAsync(i % 2 == 0 ? one : two)));
        var alert = Assert.Single(await two.OpenAlertsAsync(1));
        Assert.Equal(("ReconnectRequired", "books"), (alert.GetProperty("kind").GetString(), alert.GetProperty("subject").GetString()));
        Assert.Contains("/api/credentials/quickbooks/connect?credential_id=books", alert.GetProperty("message").GetString());
        Assert.Contains("invalid_grant", alert.GetProperty("message").GetString());
        Assert.Equal(1, Warnings(one) + Warnings(two));
        Assert.Contains("quickbooks/connect?credential_id=books", JsonDocument.Parse(await HealthAsync(two)).RootElement.GetProperty("checks").GetProperty("quickbooks-connections").GetProperty("description").GetString());

        var told = Assert.Single((await two.GetAsync("/internal/credentials/alerts")).Json.EnumerateArray());
        Assert.Equal((alert.GetProperty("id").GetInt64(), "ReconnectRequired", "books"), (told.GetProperty("id").GetInt64(), told.GetProperty("kind").GetString(), told.GetProperty("subject").GetString()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await two.Http.GetAsync("/internal/credentials/alerts")).StatusCode);

        await one.PutAsync("books", Bodies.QuickBooks(intuit.RefreshToken, null, null));
        await one.OpenAlertsAsync(0);
        Assert.Empty((await two.GetAsync("/internal/credentials/alerts")).Json.EnumerateArray());
        Assert.NotEqual(JsonValueKind.Null, Assert.Single(await one.AlertsAsync()).GetProperty("resolved_at").ValueKind);
        Assert.DoesNotContain("Degraded", await HealthAsync(one));

        intuit.RefreshToken = "taken-again";
        await two.AccessTokenAsync("books");
        await two.OpenAlertsAsync(1); // a second one, not the first anew
        var all = await two.AlertsAsync();
        Assert.Equal([true, false], all.Select(row => row.GetProperty("resolved_at").ValueKind == JsonValueKind.Null)); // open ones first
    }

    [Fact]
    public async Task The_end_of_a_consent_is_said_at_fourteen_and_at_three_days_and_shown_in_seconds()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        using var folder = new TempFolder();
        var clock = new MovableClock();
        await using var one = await CredentialsDriver.StartAsync(folder, clock: clock, settings: intuit.Settings);
        await using var two = await CredentialsDriver.StartAsync(folder, clock: clock, settings: intuit.Settings);
        intuit.HardExpiresIn = 20 * 86_400;
        await one.PutAsync("books", Bodies.QuickBooks("refresh-0", null, null));
        await one.Client.AccessTokenAsync("books", null, default);

        var connection = await one.ConnectionAsync();
        Assert.Equal("Connected", connection.GetProperty("state").GetString());
        Assert.InRange(connection.GetProperty("consent_ends_in").GetInt64(), (20 * 86_400) - 600, 20 * 86_400);
        Assert.InRange(connection.GetProperty("refresh_token_expires_in").GetInt64(), 8_726_400 - 600, 8_726_400);
        Assert.InRange(connection.GetProperty("access_token_expires_in").GetInt64(), 3000, 3600);
        Assert.InRange(connection.GetProperty("consent_ends_at").GetDateTimeOffset() - clock.GetUtcNow(), TimeSpan.FromDays(19.9), TimeSpan.FromDays(20));
        await LookAsync(one);
        Assert.Empty(await one.AlertsAsync());

        clock.Move(TimeSpan.FromDays(7));
        await Task.WhenAll(LookAsync(one), LookAsync(two), LookAsync(one), LookAsync(two));
        var first = Assert.Single(await one.OpenAlertsAsync(1));
        Assert.Equal("ConsentEnding", first.GetProperty("kind").GetString());
        Assert.Equal("Expiring", (await one.ConnectionAsync()).GetProperty("state").GetString());
        Assert.Contains("Degraded", await HealthAsync(one));
        Assert.Equal(1, Warnings(one) + Warnings(two));

        clock.Move(TimeSpan.FromDays(11));
        await Task.WhenAll(LookAsync(one), LookAsync(two), LookAsync(one), LookAsync(two));
        var later = Assert.Single(await one.AlertsAsync());
        Assert.Equal(first.GetProperty("id").GetInt64(), later.GetProperty("id").GetInt64());
        Assert.Equal(2, Warnings(one) + Warnings(two));
        Assert.Equal(0, (await one.ConnectionAsync()).GetProperty("access_token_expires_in").GetInt64());

        await one.DeleteAsync("books");
        await one.OpenAlertsAsync(0);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_refreshed_is_warned_of_before_its_refresh_token_ends()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Bodies.QuickBooks("refresh-0", null, null));
        await app.Client.AccessTokenAsync("books", null, default);
        intuit.ClientSecret = "changed-at-Intuit";
        app.Clock.Move(TimeSpan.FromDays(90));
        await app.Services.GetRequiredService<IdleRefresh>().LookAsync(default);
        await LookAsync(app);
        Assert.Equal("RefreshTokenEnding", Assert.Single(await app.OpenAlertsAsync(1)).GetProperty("kind").GetString());
        Assert.Contains("cannot be refreshed", app.Logs.All);
    }

    [Fact]
    public async Task A_credential_that_is_switched_off_has_no_alerts()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Bodies.QuickBooks("dead", null, null));
        await app.AccessTokenAsync("books");
        await app.OpenAlertsAsync(1);
        await app.PutJsonAsync("books", """{"platform":"quickbooks","is_active":false}""");
        await app.OpenAlertsAsync(0);
    }

    [Fact]
    public async Task The_address_of_the_alerts_cannot_be_the_id_of_a_credential()
    {
        await using var app = await CredentialsDriver.StartAsync();
        Assert.Contains("address of its own", (await app.PutAsync("alerts", Bodies.Woo())).Error("id"));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await app.GetAsync("/api/credentials/alerts?opened=true")).Status);
    }
}
