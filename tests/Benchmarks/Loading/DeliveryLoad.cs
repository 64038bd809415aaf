using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks.Loading;

/// <summary>
/// Signed deliveries over connections that stay open, each sending the next one when it has its answer; on plain sockets, because an
/// HTTP client of .NET takes as much of the machine as the receiver does. Runs in a process of its own.
/// </summary>
internal sealed class DeliveryLoad(Uri address, string secret, int connections, TimeSpan time, long count, long firstId)
{
    /// <summary>First argument of the process that plays this role.</summary>
    public const string Role = "--play-load";

    private readonly DeliveryTemplate _template = new(address, secret);
    private readonly long _end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
    private long _next = firstId - 1;
    private int _refused;

    /// <summary>Reads the arguments that <see cref="LoadProcess"/> writes.</summary>
    public static DeliveryLoad Read(string[] args) => new(
        new Uri(args[1]), args[2], int.Parse(args[3], CultureInfo.InvariantCulture), TimeSpan.FromSeconds(double.Parse(args[4], CultureInfo.InvariantCulture)),
        long.Parse(args[5], CultureInfo.InvariantCulture), long.Parse(args[6], CultureInfo.InvariantCulture));

    /// <summary>Sends until the time is over or all are sent.</summary>
    public async Task<LoadResult> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var took = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(ConnectionAsync)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var all = took.SelectMany(one => one).Order().ToArray();
        double Percentile(double share) => all.Length == 0 ? 0 : TimeSpan.FromTicks(all[(int)((all.Length - 1) * share)]).TotalMilliseconds;
        return new LoadResult(all.Length, _refused, seconds, Percentile(0.5), Percentile(0.99), _template.BodyLength);
    }

    private async Task<List<long>> ConnectionAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        var (request, answer) = (_template.NewBuffer(), new byte[8192]);
        var took = new List<long>();
        while (Stopwatch.GetTimestamp() < _end)
        {
            var id = Interlocked.Increment(ref _next);
            if (id >= firstId + count) break;
            _template.Write(request, id);
            var sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            if (await AnswerAsync(socket, answer)) took.Add(Stopwatch.GetElapsedTime(sent).Ticks);
            else Interlocked.Increment(ref _refused);
        }
        return took;
    }

    private static async Task<bool> AnswerAsync(Socket socket, byte[] buffer)
    {
        var length = 0;
        do
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0) throw new IOException("The receiver closed the connection.");
            length += read;
        }
        while (!IsWhole(buffer.AsSpan(0, length)));
        return buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200 "u8);
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        var body = answer[(head + 4)..];
        var lengthAt = answer[..head].IndexOf("Content-Length: "u8);
        if (lengthAt < 0) return body.EndsWith("0\r\n\r\n"u8); // chunked
        var text = answer[(lengthAt + 16)..head];
        var end = text.IndexOf((byte)'\r');
        return body.Length >= int.Parse(Encoding.ASCII.GetString(end < 0 ? text : text[..end]), CultureInfo.InvariantCulture);
    }
}
