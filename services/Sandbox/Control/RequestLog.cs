using System.Text.RegularExpressions;

namespace Sandbox.Control;

/// <summary>The most recent requests to the stand-ins, oldest first, in memory.</summary>
public sealed partial class RequestLog
{
    private const int Kept = 5000;
    private readonly Lock _gate = new();
    private readonly Queue<RequestEntry> _entries = new();
    private long _seq;

    /// <summary>Notes one request.</summary>
    public void Add(DateTimeOffset at, string method, string path, string query, int status, double ms)
    {
        lock (_gate)
        {
            _entries.Enqueue(new RequestEntry(++_seq, at, method, path, Secret().Replace(query, "$1=(hidden)"), status, ms));
            if (_entries.Count > Kept) _entries.Dequeue();
        }
    }

    /// <summary>The last <paramref name="limit"/> whose path matches.</summary>
    public IReadOnlyList<RequestEntry> List(string? path, string? method, int limit)
    {
        var pattern = path is null ? null : new Regex(path, RegexOptions.CultureInvariant);
        lock (_gate)
        {
            return [.. _entries
                .Where(entry => pattern is null || pattern.IsMatch(entry.Path))
                .Where(entry => method is null || string.Equals(entry.Method, method, StringComparison.OrdinalIgnoreCase))
                .TakeLast(limit)];
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_gate) _entries.Clear();
    }

    [GeneratedRegex("(consumer_key|consumer_secret|oauth_signature|apikey|access_token|refresh_token|client_secret)=[^&]*", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
