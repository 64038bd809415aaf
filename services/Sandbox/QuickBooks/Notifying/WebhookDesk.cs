using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Sandbox.QuickBooks.Notifying;

/// <summary>
/// Tells one address of every change. A request that is refused with 408, 500, 502, 503 or 504, or not answered in three seconds, is sent again after 20, 30
/// and 50 minutes; then the address is given up, as Intuit does.
/// </summary>
internal sealed class WebhookDesk : IDisposable
{
    private const int Remembered = 500;
    private static readonly TimeSpan[] Again = [TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(50)];
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(3) };
    private readonly List<ChangeNotice> _queue = [];
    private readonly List<Waiting> _refused = [];
    private readonly Queue<JsonObject> _log = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ITimer _timer;
    private WebhookSettings _settings = new();
    private volatile bool _inactive;

    public WebhookDesk(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => _ = LookAsync(), null, LookEvery, LookEvery);
    }

    public WebhookSettings Settings
    {
        get { lock (_lock) return _settings; }
        set
        {
            lock (_lock)
            {
                (_settings, _inactive) = (value, false);
                if (value.Url is not null) return;
                _queue.Clear();
                _refused.Clear();
            }
        }
    }

    /// <summary>Queues a change, where somebody is to be told.</summary>
    public void Tell(ChangeNotice? notice)
    {
        if (notice is null) return;
        lock (_lock)
            if (_settings.Url is not null) _queue.Add(notice);
    }

    /// <summary>Whether there is anybody to tell.</summary>
    public bool IsOn => Settings.Url is not null;

    /// <summary>Sends everything that is queued, held or not, and what was refused; returns how many requests were made.</summary>
    public Task<int> DeliverAsync() => SendAsync(everything: true);

    public JsonObject Shown()
    {
        lock (_lock)
        {
            return new JsonObject
            {
                ["queued"] = _queue.Count, ["refused"] = _refused.Count, ["inactive"] = _inactive, ["requests"] = new JsonArray([.. _log.Select(entry => (JsonNode)entry.DeepClone())]),
            };
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _http.Dispose();
    }

    private async Task LookAsync()
    {
        lock (_lock)
            if (_settings.Hold || _inactive || (_queue.Count == 0 && _refused.Count == 0)) return;
        await SendAsync(everything: false);
    }

    private async Task<int> SendAsync(bool everything)
    {
        await _sending.WaitAsync();
        try
        {
            List<Waiting> due;
            WebhookSettings settings;
            lock (_lock)
            {
                (settings, var now) = (_settings, _time.GetUtcNow());
                if (settings.Url is null) return 0;
                due = [.. _refused.Where(waiting => everything || waiting.Due <= now), .. Fresh(settings)];
                _refused.RemoveAll(due.Contains);
                _queue.Clear();
            }
            var sent = 0;
            foreach (var waiting in due)
            {
                var answered = 0;
                for (var n = 0; n < settings.Repeat; n++, sent++) answered = await PostAsync(settings, waiting);
                if (answered is 0 or 408 or 500 or 502 or 503 or 504) Keep(waiting);
            }
            return sent;
        }
        finally
        {
            _sending.Release();
        }
    }

    private IEnumerable<Waiting> Fresh(WebhookSettings settings) => (settings.Reverse ? Enumerable.Reverse(_queue) : _queue).Chunk(settings.PerRequest)
        .Select(notices => new Waiting(WebhookBody.Of(settings.Shape, notices), 0, DateTimeOffset.MinValue));

    private void Keep(Waiting waiting)
    {
        lock (_lock)
        {
            if (waiting.Attempts < Again.Length) _refused.Add(waiting with { Attempts = waiting.Attempts + 1, Due = _time.GetUtcNow() + Again[waiting.Attempts] });
            else _inactive = true;
        }
    }

    private async Task<int> PostAsync(WebhookSettings settings, Waiting waiting)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(waiting.Body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "UTF-8" };
        foreach (var (name, value) in (IEnumerable<(string, string)>)
            [("intuit-signature", WebhookBody.Signature(settings.VerifierToken, waiting.Body)), ("intuit-created-time", _time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)),
            ("intuit-t-id", Guid.NewGuid().ToString()), ("intuit-notification-schema-version", "0.1"), ("User-Agent", "intuit_notification_server/0.1")])
            request.Headers.TryAddWithoutValidation(name, value);
        var status = 0;
        try
        {
            using var answer = await _http.SendAsync(request);
            status = (int)answer.StatusCode;
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException)
        {
            // Not answered: like a time-out.
        }
        lock (_lock)
        {
            _log.Enqueue(new JsonObject { ["at"] = _time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), ["status"] = status, ["body"] = JsonNode.Parse(waiting.Body) });
            if (_log.Count > Remembered) _log.Dequeue();
        }
        return status;
    }

    private sealed record Waiting(byte[] Body, int Attempts, DateTimeOffset Due);
}
