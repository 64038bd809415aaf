using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sandbox.Tests.Driving;

/// <summary>Takes POSTs from the wire as they are, header order and casing included, and answers with a status that a test sets.</summary>
public sealed class RawReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<RawRequest> _requests = new();

    public RawReceiver()
    {
        _listener.Start();
        _ = Accept();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook";

    public int Status { get; set; } = 200;

    /// <summary>Whatever came.</summary>
    public IReadOnlyList<RawRequest> All => [.. _requests];

    /// <summary>What came, without pings.</summary>
    public IReadOnlyList<RawRequest> Deliveries => [.. _requests.Where(request => request.Has("X-WC-Webhook-Topic"))];

    public IReadOnlyList<RawRequest> Pings => [.. _requests.Where(request => !request.Has("X-WC-Webhook-Topic"))];

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is ObjectDisposedException or SocketException)
        {
            // the test is over
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var _ = client;
        var stream = client.GetStream();
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (await stream.ReadAsync(one) == 0) return;
            head.Add(one[0]);
        }
        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..].Select(line => line.Split(": ", 2)).Select(pair => (pair[0], pair[1])).ToList();
        var body = new byte[int.Parse(headers.Single(header => header.Item1 == "Content-Length").Item2)];
        await stream.ReadExactlyAsync(body);
        _requests.Enqueue(new RawRequest(lines[0], headers, body));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Status} X\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"));
    }
}
