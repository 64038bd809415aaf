using Microsoft.Extensions.Options;

namespace Webhooks.Alerting.Telling;

/// <summary>Sends a test through every channel that is set, and answers what each of them said.</summary>
public sealed class TestTelling(WebhookPost webhook, MailPost mail, IOptions<AlertOptions> options, TimeProvider clock)
{
    /// <summary>Sends.</summary>
    public async Task<TestAnswer> RunAsync(CancellationToken cancel)
    {
        var channels = options.Value.Channels;
        if (channels.Count == 0) return new([], "No channel is set: Alerts:Webhook:Url and Alerts:Webhook:Secret, or Alerts:Smtp:Host, Alerts:Smtp:From and Alerts:Smtp:To.");
        var now = clock.GetUtcNow();
        var lines = await Task.WhenAll(channels.Select(async channel =>
        {
            var told = channel == AlertNotice.Webhook
                ? await webhook.SendAsync($"msg_{Guid.NewGuid():N}", NoticeBody.OfTest(now), cancel)
                : await mail.SendAsync(MailText.OfTest(options.Value.Smtp, $"alerts-{Guid.NewGuid():N}", now), cancel);
            return new TestLine(channel, told.How == Arrival.Arrived, told.Answer);
        }));
        return new(lines, null);
    }
}

/// <summary>What the channels said; <paramref name="Message"/> says that there is none.</summary>
public sealed record TestAnswer(IReadOnlyList<TestLine> Channels, string? Message);

/// <summary>What one channel said.</summary>
public sealed record TestLine(string Channel, bool Arrived, string Message);
