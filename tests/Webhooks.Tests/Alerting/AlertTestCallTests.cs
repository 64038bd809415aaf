using System.Text.Json;
using Microsoft.Extensions.Options;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Alerting;

public class AlertTestCallTests
{
    private static async Task<IReadOnlyDictionary<string, (bool Arrived, string Message)>> TestAsync(params string[] settings)
    {
        await using var stage = await Stage.StartAsync(settings: settings);
        var answer = await stage.Edge.SendAsync("/api/alerts/test", "");
        return answer.GetProperty("channels").EnumerateArray().ToDictionary(line => line.GetProperty("channel").GetString()!, line => (line.GetProperty("arrived").GetBoolean(), line.GetProperty("message").GetString()!));
    }

    [Fact]
    public async Task A_test_goes_through_every_channel_that_is_set()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = new MailServer { Password = "sesame" };
        var said = await TestAsync([.. receiver.Settings, .. server.Settings("--Alerts:Smtp:Username", "sync", "--Alerts:Smtp:Password", "sesame")]);
        Assert.Equal((true, "The receiver answered 204."), said["webhook"]);
        Assert.Equal((true, "127.0.0.1 took the mail."), said["email"]);
        Assert.Equal(("alert.test", true), (Assert.Single(receiver.Posts).Type, receiver.Posts.Single().Signed));
        Assert.Equal("Shop sync: a test", Assert.Single(server.Mails).Subject);
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_the_setting_that_it_lies_in()
    {
        await using var server = new MailServer { Password = "sesame" };
        await using var open = new MailServer { RefusesRecipients = true };
        Assert.StartsWith("Alerts:Smtp:Username, Alerts:Smtp:Password:", (await TestAsync(server.Settings("--Alerts:Smtp:Username", "sync", "--Alerts:Smtp:Password", "guess")))["email"].Message);
        Assert.StartsWith("Alerts:Smtp:To:", (await TestAsync(open.Settings()))["email"].Message);
        Assert.StartsWith("Alerts:Smtp:Security:", (await TestAsync(open.Settings("--Alerts:Smtp:Security", "starttls")))["email"].Message);
        Assert.StartsWith("Alerts:Smtp:Host, Alerts:Smtp:Port:", (await TestAsync(open.Settings("--Alerts:Smtp:Port", "1")))["email"].Message);
        Assert.StartsWith("Alerts:Webhook:Url:", (await TestAsync("--Alerts:Webhook:Url", "http://127.0.0.1:1", "--Alerts:Webhook:Secret", Receiver.Secret))["webhook"].Message);
    }

    [Fact]
    public async Task Without_a_channel_the_test_says_what_to_set()
    {
        await using var stage = await Stage.StartAsync();
        var answer = await stage.Edge.SendAsync("/api/alerts/test", "");
        Assert.Empty(answer.GetProperty("channels").EnumerateArray());
        Assert.Contains("Alerts:Webhook:Url", answer.GetProperty("message").GetString());
        Assert.Equal(JsonValueKind.Array, (await stage.Edge.GetAsync("/api/alerts")).GetProperty("alerts").ValueKind);
    }

    [Theory]
    [InlineData("Alerts:Webhook:Url", "--Alerts:Webhook:Url", "hooks.example")]
    [InlineData("Alerts:Webhook:Secret", "--Alerts:Webhook:Url", "https://hooks.example")]
    [InlineData("Alerts:Webhook:Secret", "--Alerts:Webhook:Url", "https://hooks.example", "--Alerts:Webhook:Secret", "whsec_short")]
    [InlineData("Alerts:Webhook:Url", "--Alerts:Webhook:Secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("Alerts:Smtp:From", "--Alerts:Smtp:Host", "mail.example", "--Alerts:Smtp:To", "ann@shop.example")]
    [InlineData("Alerts:Smtp:To", "--Alerts:Smtp:Host", "mail.example", "--Alerts:Smtp:From", "ann@shop.example", "--Alerts:Smtp:To", "ann")]
    [InlineData("Alerts:Smtp:Security", "--Alerts:Smtp:Host", "mail.example", "--Alerts:Smtp:Security", "ssl")]
    [InlineData("Alerts:Smtp:Security", "--Alerts:Smtp:Host", "mail.example", "--Alerts:Smtp:Security", "none", "--Alerts:Smtp:Username", "a", "--Alerts:Smtp:Password", "b")]
    [InlineData("Alerts:Smtp:Password", "--Alerts:Smtp:Host", "mail.example", "--Alerts:Smtp:Username", "a")]
    [InlineData("Alerts:Smtp:MailsPerHour", "--Alerts:Smtp:Host", "mail.example", "--Alerts:Smtp:MailsPerHour", "0")]
    [InlineData("Alerts:FailuresFrom", "--Alerts:FailuresFrom", "0")]
    [InlineData("Alerts:BacklogMinutes", "--Alerts:BacklogMinutes", "0")]
    public async Task A_setting_that_cannot_be_stops_the_start_by_name(string named, params string[] settings) =>
        Assert.Contains(named, (await Assert.ThrowsAsync<OptionsValidationException>(() => Stage.StartAsync(settings: settings))).Message);
}
