using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Webhooks.Alerting;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Alerting;

public class AlertMailTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(62);

    private static Task RaiseAsync(Stage stage, string subject, string step = "") =>
        stage.Edge.Services.GetRequiredService<AlertBook>().RaiseAsync(AlertKinds.ShopSilent, subject, $"{subject} is silent.", Cancel, step);

    private static IEnumerable<string?> Subjects(MailServer server) => server.Mails.Select(mail => mail.Subject);

    [Fact]
    public async Task Alerts_of_the_same_minute_are_one_mail_and_none_is_told_twice()
    {
        await using var server = new MailServer();
        await using var stage = await Stage.StartAsync(settings: server.Settings());
        foreach (var subject in new[] { "shop-1", "shop-2", "shop-1" }) await RaiseAsync(stage, subject);
        await RaiseAsync(stage, "shop-2", "worse");
        stage.Clock.Forward(Minute);
        await Until.TrueAsync(() => !server.Mails.IsEmpty);
        await stage.Edge.Services.GetRequiredService<AlertBook>().ResolveAsync(AlertKinds.ShopSilent, "shop-1", Cancel);
        stage.Clock.Forward(Minute);
        await Until.TrueAsync(() => server.Mails.Count == 2);

        Assert.Equal(["Shop sync: 3 alerts", "Shop sync: resolved shop_silent (shop-1)"], Subjects(server));
        var first = server.Mails.First();
        Assert.Equal("sync@shop.example", Assert.IsType<MailboxAddress>(Assert.Single(first.From)).Address);
        Assert.Equal(["ann@shop.example", "bob@shop.example"], first.To.Mailboxes.Select(box => box.Address));
        Assert.Equal("auto-generated", first.Headers["Auto-Submitted"]);
        Assert.Contains("RAISED shop_silent (shop-1)", first.TextBody);
        Assert.Contains("CHANGED shop_silent (shop-2)", first.TextBody);
        Assert.Contains("shop-2 is silent.", first.TextBody);
        Assert.InRange(first.Date, stage.Clock.GetUtcNow().AddMinutes(-3), stage.Clock.GetUtcNow());
    }

    [Fact]
    public async Task There_are_no_more_mails_an_hour_than_are_set_and_the_rest_comes_in_one()
    {
        await using var server = new MailServer();
        await using var stage = await Stage.StartAsync(settings: server.Settings("--Alerts:Smtp:MailsPerHour", "2"));
        for (var mail = 1; mail <= 2; mail++)
        {
            await RaiseAsync(stage, $"shop-{mail}");
            stage.Clock.Forward(Minute);
            await Until.TrueAsync(() => server.Mails.Count == mail);
        }
        for (var more = 3; more <= 7; more++)
        {
            await RaiseAsync(stage, $"shop-{more}");
            stage.Clock.Forward(Minute);
            await Until.TrueAsync(async () => (await stage.Edge.GetAsync($"/api/alerts?store=shop-{more}")).GetProperty("alerts")[0].GetProperty("delivery")[0].GetProperty("answer").GetString()?.Contains("Alerts:Smtp:MailsPerHour") == true);
        }
        Assert.Equal(2, server.Mails.Count);
        stage.Clock.Forward(TimeSpan.FromHours(1));
        await Until.TrueAsync(() => server.Mails.Count == 3);
        Assert.Equal("Shop sync: 5 alerts", Subjects(server).Last());
    }

    [Fact]
    public async Task A_mail_that_may_have_arrived_is_sent_again_as_it_was_after_a_restart_too()
    {
        await using var server = new MailServer();
        await using var stage = await Stage.StartAsync(settings: server.Settings());
        server.HangsUp = true;
        await RaiseAsync(stage, "shop-1");
        stage.Clock.Forward(Minute);
        await Until.TrueAsync(() => server.Mails.Count == 1);
        await Until.TrueAsync(async () => (await stage.Edge.GetAsync("/api/alerts")).GetProperty("alerts")[0].GetProperty("delivery")[0].GetProperty("answer").GetString()?.Contains("broke") == true);
        await RaiseAsync(stage, "shop-2");
        await stage.RestartAsync(server.Settings());
        server.HangsUp = false;
        stage.Clock.Forward(TimeSpan.FromMinutes(3));
        await Until.TrueAsync(() => server.Mails.Count == 3);
        var mails = server.Mails.ToArray();
        Assert.Equal(mails[0].MessageId, mails[1].MessageId);
        Assert.Equal(mails[0].TextBody, mails[1].TextBody);
        Assert.NotEqual(mails[0].MessageId, mails[2].MessageId);
        Assert.Equal("Shop sync: raised shop_silent (shop-2)", mails[2].Subject);
    }

    [Fact]
    public async Task What_waits_for_a_server_that_refuses_goes_together_once_it_takes_mails()
    {
        await using var server = new MailServer { RefusesRecipients = true };
        await using var stage = await Stage.StartAsync(settings: server.Settings());
        await RaiseAsync(stage, "shop-1");
        stage.Clock.Forward(Minute);
        await Until.TrueAsync(async () => (await stage.Edge.GetAsync("/api/alerts")).GetProperty("alerts")[0].GetProperty("delivery")[0].GetProperty("answer").GetString()?.StartsWith("Alerts:Smtp:To", StringComparison.Ordinal) == true);
        await RaiseAsync(stage, "shop-2");
        server.RefusesRecipients = false;
        stage.Clock.Forward(TimeSpan.FromMinutes(2));
        await Until.TrueAsync(() => server.Mails.Count == 1);
        Assert.Equal("Shop sync: 2 alerts", Assert.Single(server.Mails).Subject);
    }
}
