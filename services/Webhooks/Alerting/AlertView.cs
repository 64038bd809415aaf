namespace Webhooks.Alerting;

/// <summary>One alert in a list; open while <paramref name="ResolvedAt"/> is null.</summary>
public sealed record AlertView(
    long Id, string Kind, string Subject, string Message, string Step, string Source, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, DateTimeOffset? ResolvedAt,
    IReadOnlyList<NoticeView> Delivery)
{
    internal static AlertView Of(Alert alert) => new(
        alert.Id, alert.Kind, alert.Subject, alert.Message, alert.Step, alert.Origin?.Split('/')[0] ?? "webhooks", alert.FirstSeenAt, alert.LastSeenAt, alert.ResolvedAt,
        [.. alert.Notices.GroupBy(notice => notice.Channel).OrderBy(channel => channel.Key, StringComparer.Ordinal).Select(channel => NoticeView.Of(channel.MaxBy(notice => notice.Number)!))]);
}

/// <summary>What became of the last thing to tell of an alert in one channel: <c>sent</c>, <c>waiting</c> or <c>failed</c>, and what the other side said.</summary>
public sealed record NoticeView(string Channel, string Event, string State, int Attempts, DateTimeOffset? SentAt, DateTimeOffset? NextTryAt, string? Answer)
{
    internal static NoticeView Of(AlertNotice notice) => new(
        notice.Channel, notice.Event, notice.SentAt is not null ? "sent" : notice.DueAt is not null ? "waiting" : "failed", notice.Attempts, notice.SentAt, notice.DueAt, notice.Answer);
}
