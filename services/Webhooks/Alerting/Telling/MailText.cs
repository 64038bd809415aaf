using System.Globalization;
using System.Text;
using MimeKit;

namespace Webhooks.Alerting.Telling;

/// <summary>Puts several notices into one mail.</summary>
public static class MailText
{
    private const int MostLines = 50;

    /// <summary>The mail.</summary>
    /// <param name="smtp">From and to.</param>
    /// <param name="notices">In their order, each with its alert; at least one.</param>
    /// <param name="messageId">The same in every try.</param>
    /// <param name="now">Its date.</param>
    public static MimeMessage Of(AlertSmtpOptions smtp, IReadOnlyList<AlertNotice> notices, string messageId, DateTimeOffset now)
    {
        var text = new StringBuilder();
        foreach (var notice in notices.Take(MostLines))
            text.Append(Word(notice.Event)).Append(' ').Append(notice.Alert.Kind).Append(" (").Append(notice.Alert.Subject).Append(")\n")
                .Append(notice.Message).Append('\n')
                .Append(string.Create(CultureInfo.InvariantCulture, $"{notice.At:u}, alert {notice.AlertId}, first seen {notice.Alert.FirstSeenAt:u}\n\n"));
        if (notices.Count > MostLines) text.Append(CultureInfo.InvariantCulture, $"and {notices.Count - MostLines} more.\n\n");
        text.Append("All alerts: GET /api/alerts\n");
        return Of(smtp, Subject(notices), text.ToString(), messageId, now);
    }

    /// <summary>A test mail.</summary>
    public static MimeMessage OfTest(AlertSmtpOptions smtp, string messageId, DateTimeOffset now) =>
        Of(smtp, "Shop sync: a test", "A test: alerts arrive here.\n", messageId, now);

    private static string Subject(IReadOnlyList<AlertNotice> notices)
    {
        if (notices is [var only]) return $"Shop sync: {Word(only.Event).ToLowerInvariant()} {only.Alert.Kind} ({only.Alert.Subject})";
        var bad = notices.Count(notice => notice.Event != AlertNotice.Resolved);
        return string.Create(CultureInfo.InvariantCulture, $"Shop sync: {(bad > 0 ? $"{bad} alerts" : "")}{(bad > 0 && bad < notices.Count ? ", " : "")}{(bad < notices.Count ? $"{notices.Count - bad} resolved" : "")}");
    }

    private static MimeMessage Of(AlertSmtpOptions smtp, string subject, string text, string messageId, DateTimeOffset now)
    {
        var from = MailboxAddress.Parse(smtp.From);
        var mail = new MimeMessage { Subject = subject, Date = now, MessageId = $"{messageId}@{from.Domain}", Body = new TextPart("plain") { Text = text } };
        mail.From.Add(from);
        mail.To.AddRange(InternetAddressList.Parse(smtp.To));
        mail.Headers.Add("Auto-Submitted", "auto-generated"); // no out-of-office answers
        return mail;
    }

    private static string Word(string what) => what switch { AlertNotice.Raised => "RAISED", AlertNotice.Changed => "CHANGED", _ => "RESOLVED" };
}
