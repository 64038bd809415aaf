using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using QboSync.Settings;
using QboSync.Storage;

namespace QboSync.Mapping;

/// <summary>The mapping of each company. Another instance may save one, so it is read again after <see cref="KeepFor"/>.</summary>
public sealed class MappingBook(IDbContextFactory<QboSyncDb> databases, IOptions<QuickBooksOptions> options, TimeProvider clock)
{
    /// <summary>How long a mapping is used again.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (BookMapping Mapping, DateTimeOffset Until)> _kept = new();

    /// <summary>The mapping of a company.</summary>
    public async Task<BookMapping> OfAsync(string account, CancellationToken cancel)
    {
        if (_kept.TryGetValue(account, out var kept) && kept.Until > clock.GetUtcNow()) return kept.Mapping;
        await using var database = databases.CreateDbContext();
        var body = await database.Mappings.AsNoTracking().Where(row => row.Account == account).Select(row => row.Body).FirstOrDefaultAsync(cancel);
        var mapping = body is null ? options.Value.Defaults() : MappingJson.Over(options.Value.Defaults(), JsonNode.Parse(body)!.AsObject());
        _kept[account] = (mapping, clock.GetUtcNow() + KeepFor);
        return mapping;
    }

    /// <summary>Reads it anew the next time.</summary>
    public void Forget(string account) => _kept.TryRemove(account, out _);
}
