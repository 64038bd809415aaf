using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Webhooks.Tests.Alerting;

/// <summary>A mail server that keeps what it is given, in as much SMTP as a sender needs; it refuses what the test says.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<MimeMessage> Mails { get; } = new();

    /// <summary>The password it wants; null for no sign-in.</summary>
    public string? Password { get; init; }

    /// <summary>It knows no recipient.</summary>
    public volatile bool RefusesRecipients;

    /// <summary>It takes a mail and hangs up without an answer.</summary>
    public volatile bool HangsUp;

    public string[] Settings(params string[] more) =>
    [
        "--Alerts:Smtp:Host", "127.0.0.1", "--Alerts:Smtp:Port", $"{Port}", "--Alerts:Smtp:Security", "none",
        "--Alerts:Smtp:From", "Sync <sync@shop.example>", "--Alerts:Smtp:To", "ann@shop.example, bob@shop.example", .. more,
    ];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                try
                {
                    await TalkAsync(client);
                }
                catch (IOException)
                {
                    // The sender is gone.
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mail.example");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                await TakeAsync(reader);
                if (HangsUp) return;
                await writer.WriteLineAsync("250 taken");
            }
            else await writer.WriteLineAsync(Answer(line));
            if (line == "QUIT") return;
        }
    }

    private string Answer(string line) => line.Split(' ', ':')[0] switch
    {
        "EHLO" => Password is null ? "250 mail.example" : "250-mail.example\r\n250 AUTH PLAIN",
        "AUTH" => Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).EndsWith($"\0{Password}", StringComparison.Ordinal) ? "235 welcome" : "535 who are you",
        "RCPT" when RefusesRecipients => "550 nobody here",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task TakeAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line and not ".") text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        Mails.Enqueue(await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()))));
    }
}
