using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Sandbox.WooCommerce.Delivering;

/// <summary>
/// One POST written by hand, so that headers leave in the order and casing of a real store (cURL, HTTP/1.1), which <c>HttpClient</c> does
/// not allow. Redirects are not followed. Unlike a real store it sends to loopback addresses too.
/// </summary>
internal static class Wire
{
    private const string UserAgent = "WooCommerce/11.0.1 Hookshot (WordPress/7.0.4)";

    /// <summary>Sends and returns the status; throws where no whole answer came within the time.</summary>
    public static async Task<int> PostAsync(Uri url, IEnumerable<(string Name, string Value)> headers, byte[] body, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(url.Host, url.Port, either.Token);
        await using var stream = await Open(tcp, url, either.Token);
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"POST {url.PathAndQuery} HTTP/1.1\r\nHost: {(url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}")}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"User-Agent: {UserAgent}\r\nAccept: */*\r\nAccept-Encoding: deflate, gzip, br, zstd\r\n");
        foreach (var (name, value) in headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body], either.Token);
        await stream.FlushAsync(either.Token);
        return await ReadStatus(stream, either.Token);
    }

    private static async Task<Stream> Open(TcpClient tcp, Uri url, CancellationToken cancellation)
    {
        if (url.Scheme != Uri.UriSchemeHttps) return tcp.GetStream();
        var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = url.Host }, cancellation);
        return tls;
    }

    /// <summary>Reads the whole answer: as many bytes as it says, else until the connection closes, as the request asked for.</summary>
    private static async Task<int> ReadStatus(Stream stream, CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var status = 0;
        var left = long.MaxValue;
        while (status < 200)
        {
            var line = await reader.ReadLineAsync(cancellation) ?? throw new IOException("The connection was closed without an answer.");
            var words = line.Split(' ');
            if (words.Length < 2 || !line.StartsWith("HTTP/", StringComparison.Ordinal) || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out status))
                throw new IOException("The answer is not HTTP.");
            while (await reader.ReadLineAsync(cancellation) is { Length: > 0 } header)
                if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) left = long.Parse(header["Content-Length:".Length..], CultureInfo.InvariantCulture);
        }
        var rest = new char[4096];
        while (left > 0 && await reader.ReadAsync(rest.AsMemory(0, (int)Math.Min(rest.Length, left)), cancellation) is > 0 and var read) left -= read;
        return status;
    }
}
