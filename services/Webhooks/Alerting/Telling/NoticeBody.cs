using System.Text.Json;
using Hosting;

namespace Webhooks.Alerting.Telling;

/// <summary>What is posted of an alert; the same bytes in every try.</summary>
public static class NoticeBody
{
    /// <summary>The JSON.</summary>
    public static byte[] Of(Alert alert, AlertNotice notice) => Json(notice.Event, notice.At, new
    {
        alert.Id, alert.Kind, alert.Subject, notice.Message, notice.Step, alert.FirstSeenAt, resolved_at = notice.Event == AlertNotice.Resolved ? notice.At : (DateTimeOffset?)null,
    });

    /// <summary>The JSON of a test, which is about nothing.</summary>
    public static byte[] OfTest(DateTimeOffset now) => Json("alert.test", now, new { kind = "test", message = "A test: alerts arrive here." });

    private static byte[] Json(string type, DateTimeOffset timestamp, object data) => JsonSerializer.SerializeToUtf8Bytes(new { type, timestamp, data }, PlatformSetup.Json);
}
