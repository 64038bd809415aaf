using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Webhooks.Alerting.Telling;

/// <summary>Hands mails to the server of <c>Alerts:Smtp</c>. What goes wrong is said with the setting that it lies in.</summary>
public sealed class MailPost(IOptions<AlertOptions> options)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    /// <summary>One try.</summary>
    public async Task<Told> SendAsync(MimeMessage mail, CancellationToken cancel)
    {
        var smtp = options.Value.Smtp;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        using var client = new SmtpClient { CheckCertificateRevocation = false }; // it would ask the certificate's maker over the internet
        if (await ConnectAsync(client, smtp, limit.Token, cancel) is { } away) return away;
        if (await SignInAsync(client, smtp, limit.Token, cancel) is { } refused) return refused;
        var told = await HandOverAsync(client, smtp, mail, limit.Token, cancel);
        try
        {
            await client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && IsTrouble(e))
        {
            // It is handed over, or not, already.
        }
        return told;
    }

    private static async Task<Told?> ConnectAsync(SmtpClient client, AlertSmtpOptions smtp, CancellationToken limit, CancellationToken cancel)
    {
        var security = smtp.Security switch { "none" => SecureSocketOptions.None, "tls" => SecureSocketOptions.SslOnConnect, _ => SecureSocketOptions.StartTls };
        try
        {
            await client.ConnectAsync(smtp.Host, smtp.UsedPort, security, limit);
            return null;
        }
        catch (SslHandshakeException e)
        {
            return Failed($"Alerts:Smtp:Security: {smtp.Host}:{smtp.UsedPort} and we did not agree on TLS: {First(e)}");
        }
        catch (NotSupportedException)
        {
            return Failed($"Alerts:Smtp:Security: {smtp.Host}:{smtp.UsedPort} does not offer STARTTLS; try tls with port 465, or none for a server on this machine.");
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && (e is SocketException || IsTrouble(e)))
        {
            return Failed($"Alerts:Smtp:Host, Alerts:Smtp:Port: no mail server answers at {smtp.Host}:{smtp.UsedPort}: {First(e)}");
        }
    }

    private static async Task<Told?> SignInAsync(SmtpClient client, AlertSmtpOptions smtp, CancellationToken limit, CancellationToken cancel)
    {
        if (smtp.Username.Length == 0) return null;
        try
        {
            await client.AuthenticateAsync(smtp.Username, smtp.Password, limit);
            return null;
        }
        catch (AuthenticationException e)
        {
            return Failed($"Alerts:Smtp:Username, Alerts:Smtp:Password: the server refuses the sign-in: {First(e)}");
        }
        catch (NotSupportedException)
        {
            return Failed("Alerts:Smtp:Username: the server offers no sign-in; leave user and password out, or use its port for submission (587 or 465).");
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && IsTrouble(e))
        {
            return Failed($"Alerts:Smtp:Username: the sign-in failed: {First(e)}");
        }
    }

    private static async Task<Told> HandOverAsync(SmtpClient client, AlertSmtpOptions smtp, MimeMessage mail, CancellationToken limit, CancellationToken cancel)
    {
        try
        {
            await client.SendAsync(mail, limit);
            return new(Arrival.Arrived, $"{smtp.Host} took the mail.");
        }
        catch (SmtpCommandException e)
        {
            var setting = e.ErrorCode switch { SmtpErrorCode.SenderNotAccepted => "Alerts:Smtp:From", SmtpErrorCode.RecipientNotAccepted => "Alerts:Smtp:To", _ => "Alerts:Smtp" };
            return Failed($"{setting}: the server refuses the mail: {First(e)}");
        }
        catch (ServiceNotAuthenticatedException)
        {
            return Failed("Alerts:Smtp:Username: the server wants a sign-in.");
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && IsTrouble(e))
        {
            return new(Arrival.Unknown, $"Alerts:Smtp:Host: the connection broke while the mail was handed over: {First(e)}");
        }
    }

    private static bool IsTrouble(Exception e) => e is IOException or SocketException or ProtocolException or CommandException or OperationCanceledException or TimeoutException or InvalidOperationException;

    private static Told Failed(string answer) => new(Arrival.Failed, answer);

    private static string First(Exception e) => e.Message.Split('\n')[0].Trim();
}
