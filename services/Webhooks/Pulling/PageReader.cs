using System.Globalization;
using System.Text.Json;
using Contracts;
using Hosting.Secrets;
using Webhooks.Journal;
using Woo.Reading;

namespace Webhooks.Pulling;

/// <summary>Reads one page of a pull from the shop and puts it into the journal.</summary>
public sealed class PageReader(CredentialsClient credentials, WooClientFactory shops, PullBook book, Accounts accounts, JournalWriter journal, TimeProvider clock)
{
    private const int Together = 200;
    private static readonly int[] Sizes = [100, 50, 25];

    /// <summary>Reads and journals; the pull stands behind the page then. What the shop refuses stands in its <see cref="Pull.Problem"/>.</summary>
    /// <returns>Whether it is worth going on at once.</returns>
    public async Task<bool> ReadAsync(Pull pull, CancellationToken cancel)
    {
        if (pull.Mode == PullMode.Ids)
        {
            foreach (var some in pull.Ids!.Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture)).Chunk(Together))
                await Task.WhenAll(some.Select(id => journal.WriteAsync(PageRows.OfId(pull, id, clock.GetUtcNow()), cancel)));
            pull.RecordsRead = pull.Ids!.Split(',').Length;
            return await BehindAsync(pull, last: true, [], cancel);
        }
        try
        {
            var store = await credentials.FindAsync(pull.StoreId, cancel);
            if (store is null) return await PutOffAsync(pull, "The WooCommerce credential of this store is missing or inactive.", null, cancel);
            var shop = shops.For(store.Field("store_url"), store.Field("consumer_key"), store.Field("consumer_secret"));
            return await PageAsync(pull, shop, cancel);
        }
        catch (Exception e) when (e is CredentialsUnavailableException or ArgumentException or KeyNotFoundException or WooUnavailableException)
        {
            return await PutOffAsync(pull, e.Message, (e as WooUnavailableException)?.Fault.RetryAfter, cancel);
        }
    }

    private async Task<bool> PageAsync(Pull pull, WooClient shop, CancellationToken cancel)
    {
        var zone = TimeZoneInfo.Utc;
        if (pull.Mode == PullMode.DateRange)
        {
            if (await shop.IndexAsync(cancel) is not WooAnswer<WooIndex>.Found(var index, _))
                return await PutOffAsync(pull, "The shop does not say in which zone it counts its days.", null, cancel);
            zone = ShopZone.Of(index);
        }
        var (query, offset) = NextPage.Of(pull, zone);
        switch (await shop.PageAsync(query, offset, pull.PageSize, cancel))
        {
            case WooAnswer<WooPage>.Found(var page, _):
                var rows = (await NewsAsync(pull, page.Items, cancel)).Select(record => PageRows.OfRecord(pull, record, clock.GetUtcNow())).ToList();
                foreach (var parent in page.Items.Where(IsVariable)) rows.AddRange(await VariationsAsync(pull, shop, parent.GetProperty("id").GetInt64(), cancel));
                await Task.WhenAll(rows.Select(row => journal.WriteAsync(row, cancel)));
                var last = NextPage.Advance(pull, page.Items.Count, page.PerPage, PageRows.Greatest(page.Items));
                return await BehindAsync(pull, last, await accounts.OfAsync(pull.TenantId, pull.Target, cancel), cancel);
            case WooAnswer<WooPage>.Unavailable(var fault) when Smaller(pull.PageSize) is { } size
                    && fault.Kind is WooFaultKind.Timeout or WooFaultKind.ShopError or WooFaultKind.Unreachable && pull.PageSize > Sizes[^1]:
                pull.PageSize = size;
                return await PutOffAsync(pull, fault.Message, fault.RetryAfter ?? TimeSpan.Zero, cancel);
            case WooAnswer<WooPage>.Unavailable(var fault):
                return await PutOffAsync(pull, fault.Message, fault.RetryAfter, cancel);
            default:
                return await PutOffAsync(pull, "The shop says that there is no such list.", null, cancel);
        }
    }

    // What stands as it is known is not journaled: a reading every few minutes meets the same last records again and again.
    private async Task<IEnumerable<JsonElement>> NewsAsync(Pull pull, IReadOnlyList<JsonElement> records, CancellationToken cancel)
    {
        if (pull.Resend || pull.Force) return records;
        var known = await book.StandingAsync(pull.StoreId, pull.Entity, [.. records.Select(record => Text(record.GetProperty("id").GetInt64()))], cancel);
        return records.Where(record => !AsKnown.Stands(pull, record, known.GetValueOrDefault(Text(record.GetProperty("id").GetInt64()))));
    }

    /// <summary>A list of variations names them otherwise than webhooks do, so each is read for itself; those that stand as they are known, not at all.</summary>
    private async Task<IEnumerable<Delivery>> VariationsAsync(Pull pull, WooClient shop, long parent, CancellationToken cancel)
    {
        var listed = new List<(long Id, DateTimeOffset? Modified)>();
        var query = new WooQuery { Route = string.Create(CultureInfo.InvariantCulture, $"products/{parent}/variations"), Fields = "id,date_modified_gmt" };
        await foreach (var page in shop.PagesAsync(query, cancel))
            listed.AddRange(page.Items.Select(variation => (variation.GetProperty("id").GetInt64(), Woo.Versioning.WooContent.Version(variation.GetRawText()))));
        var known = await book.KnownAsync(pull.StoreId, Entities.Products, [.. listed.Select(variation => Text(variation.Id))], cancel);
        return listed
            .Where(variation => pull.Resend || pull.Force || !known.TryGetValue(Text(variation.Id), out var date) || date != variation.Modified)
            .Select(variation => PageRows.OfId(pull, variation.Id, clock.GetUtcNow()));
    }

    private async Task<bool> BehindAsync(Pull pull, bool last, IReadOnlyList<(string Target, string Account)> accounts, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        (pull.Problem, pull.Attempts, pull.DueAt) = (null, 0, now);
        if (last) pull.State = PullState.Judging;
        // By id the newest record may stand on the last page: nothing is behind before all of it is.
        var moved = pull.Mode is PullMode.Incremental or PullMode.Full && (last || NextPage.ByModified(pull)) ? pull.Greatest : null;
        var marks = moved is null ? [] : accounts.Select(account => new Watermark
        {
            StoreId = pull.StoreId, Entity = pull.Entity, Target = account.Target, Account = account.Account, Until = moved.Value, MovedAt = now,
        }).ToList();
        return await book.SaveAsync(pull, marks, cancel) && !last;
    }

    private async Task<bool> PutOffAsync(Pull pull, string problem, TimeSpan? wait, CancellationToken cancel)
    {
        pull.Attempts++;
        pull.Problem = problem.Length > 2000 ? problem[..2000] : problem;
        pull.DueAt = clock.GetUtcNow() + (wait ?? TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, Math.Min(pull.Attempts - 1, 10)), 600)));
        await book.SaveAsync(pull, null, cancel);
        return false;
    }

    private static int? Smaller(int size) => Sizes.Where(smaller => smaller < size).Select(smaller => (int?)smaller).FirstOrDefault();

    private static bool IsVariable(JsonElement record) =>
        record.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString()!.StartsWith("variable", StringComparison.Ordinal);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
