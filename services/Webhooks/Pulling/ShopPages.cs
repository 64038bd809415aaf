using System.Globalization;
using System.Text.Json;
using Contracts;
using Hosting.Secrets;
using Webhooks.Journal;
using Woo.Reading;

namespace Webhooks.Pulling;

/// <summary>Reads from the shop what a pull reads next; writes nothing. A run journals it, a dry run only looks.</summary>
public sealed class ShopPages(CredentialsClient credentials, WooClientFactory shops, PullBook book, TimeProvider clock)
{
    private static readonly int[] Sizes = [100, 50, 25];

    /// <summary>The page that the pull stands before.</summary>
    public async Task<PageRead> NextAsync(Pull pull, CancellationToken cancel)
    {
        if (pull.Mode == PullMode.Ids)
            return new PageRead { Rows = [.. pull.Ids!.Split(',').Select(id => PageRows.OfId(pull, long.Parse(id, CultureInfo.InvariantCulture), clock.GetUtcNow()))] };
        try
        {
            var store = await credentials.FindAsync(pull.StoreId, cancel);
            if (store is null) return PageRead.Away("The WooCommerce credential of this store is missing or inactive.");
            return await PageAsync(pull, shops.For(store.Field("store_url"), store.Field("consumer_key"), store.Field("consumer_secret")), cancel);
        }
        catch (Exception e) when (e is CredentialsUnavailableException or ArgumentException or KeyNotFoundException or WooUnavailableException)
        {
            return PageRead.Away(e.Message, (e as WooUnavailableException)?.Fault.RetryAfter);
        }
    }

    private async Task<PageRead> PageAsync(Pull pull, WooClient shop, CancellationToken cancel)
    {
        var zone = TimeZoneInfo.Utc;
        if (pull.Mode == PullMode.DateRange)
        {
            if (await shop.IndexAsync(cancel) is not WooAnswer<WooIndex>.Found(var index, _)) return PageRead.Away("The shop does not say in which zone it counts its days.");
            zone = ShopZone.Of(index);
        }
        var (query, offset) = NextPage.Of(pull, zone);
        switch (await shop.PageAsync(query, offset, pull.PageSize, cancel))
        {
            case WooAnswer<WooPage>.Found(var page, _):
                var rows = (await NewsAsync(pull, page.Items, cancel)).Select(record => PageRows.OfRecord(pull, record, clock.GetUtcNow())).ToList();
                foreach (var parent in page.Items.Where(IsVariable)) rows.AddRange(await VariationsAsync(pull, shop, parent.GetProperty("id").GetInt64(), cancel));
                return new PageRead { Rows = rows, Count = page.Items.Count, Asked = page.PerPage, Greatest = PageRows.Greatest(page.Items) };
            case WooAnswer<WooPage>.Unavailable(var fault) when Smaller(pull.PageSize) is { } size
                    && fault.Kind is WooFaultKind.Timeout or WooFaultKind.ShopError or WooFaultKind.Unreachable && pull.PageSize > Sizes[^1]:
                return PageRead.Away(fault.Message, fault.RetryAfter ?? TimeSpan.Zero, size);
            case WooAnswer<WooPage>.Unavailable(var fault):
                return PageRead.Away(fault.Message, fault.RetryAfter);
            default:
                return PageRead.Away("The shop says that there is no such list.");
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

    private static int? Smaller(int size) => Sizes.Where(smaller => smaller < size).Select(smaller => (int?)smaller).FirstOrDefault();

    private static bool IsVariable(JsonElement record) =>
        record.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString()!.StartsWith("variable", StringComparison.Ordinal);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
