using System.Globalization;
using System.Text.Json;
using Hosting.Settings;
using Microsoft.Extensions.Options;
using QboSync.Sending;

namespace QboSync.Verifying;

/// <summary>
/// A small file outside the database that says how far each company was booked. Where it is ahead of the database, the database is an older
/// one that was put back.
/// </summary>
public sealed class HighWater(IOptions<PlatformOptions> platform, DocumentBook book, TimeProvider clock, ILogger<HighWater> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Dictionary<string, DateTimeOffset>? _written;

    private string File => Path.Combine(platform.Value.DataDirectory, "quickbooks-booked.json");

    /// <summary>When the last document of a company was settled, as far as the file knows; null where it does not.</summary>
    public DateTimeOffset? Of(string account)
    {
        lock (_lock) return Read().TryGetValue(account, out var at) ? at : null;
    }

    /// <summary>Lets the file say what the database says: the older database is known about now.</summary>
    public void Accept(string account, DateTimeOffset? newest)
    {
        lock (_lock)
        {
            if (newest is { } at) Read()[account] = at;
            else Read().Remove(account);
            Write();
        }
    }

    /// <summary>Writes down how far it is now.</summary>
    public void Update()
    {
        lock (_lock)
        {
            var changed = false;
            foreach (var (account, at) in book.Newest())
            {
                if (Read().TryGetValue(account, out var known) && known >= at) continue;
                Read()[account] = at;
                changed = true;
            }
            if (changed) Write();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Every, clock, stoppingToken);
                Update();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Update();
        }
    }

    private Dictionary<string, DateTimeOffset> Read()
    {
        if (_written is not null) return _written;
        try
        {
            _written = JsonSerializer.Deserialize<Dictionary<string, string>>(System.IO.File.ReadAllText(File))!
                .ToDictionary(mark => mark.Key, mark => DateTimeOffset.ParseExact(mark.Value, "O", CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            _written = []; // none yet, or cut off by a power failure: the documents in QuickBooks tell as well
        }
        return _written;
    }

    private void Write()
    {
        try
        {
            Directory.CreateDirectory(platform.Value.DataDirectory);
            var next = File + ".next";
            System.IO.File.WriteAllText(next, JsonSerializer.Serialize(_written!.ToDictionary(mark => mark.Key, mark => mark.Value.ToString("O", CultureInfo.InvariantCulture))));
            System.IO.File.Move(next, File, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("{File} cannot be written ({Message}): a database that is put back is then noticed only by the documents in QuickBooks", File, e.Message);
        }
    }
}
