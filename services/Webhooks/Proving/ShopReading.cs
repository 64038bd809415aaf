using System.Globalization;
using System.Text.Json;
using Contracts;
using Contracts.Proving;
using Hosting.Secrets;
using Webhooks.Judging;
using Webhooks.Pulling;
using Woo.Reading;
using Woo.Versioning;

namespace Webhooks.Proving;

/// <summary>Reads what a proof needs of the shop, and no more: a few fields of each record.</summary>
public sealed class ShopReading(CredentialsClient credentials, WooClientFactory shops)
{
    private const int IncludedAtOnce = 50;
    private static readonly int[] Sizes = [100, 50, 25];

    /// <summary>The store's shop.</summary>
    /// <exception cref="NotNowException">Its credential is missing or cannot be read.</exception>
    public async Task<WooClient> OpenAsync(string storeId, CancellationToken cancel)
    {
        try
        {
            var store = await credentials.FindAsync(storeId, cancel) ?? throw new NotNowException("The WooCommerce credential of this store is missing or inactive.");
            return shops.For(store.Field("store_url"), store.Field("consumer_key"), store.Field("consumer_secret"));
        }
        catch (Exception e) when (e is CredentialsUnavailableException or ArgumentException or KeyNotFoundException)
        {
            throw new NotNowException(e.Message);
        }
    }

    /// <summary>The zone that it counts its days in.</summary>
    /// <exception cref="NotNowException">It does not say.</exception>
    public static async Task<TimeZoneInfo> ZoneAsync(WooClient shop, CancellationToken cancel) => await shop.IndexAsync(cancel) switch
    {
        WooAnswer<WooIndex>.Found(var index, _) => ShopZone.Of(index),
        WooAnswer<WooIndex>.Unavailable(var fault) => throw NotNow(fault),
        _ => throw new NotNowException("The shop does not say in which zone it counts its days."),
    };

    /// <summary>One page of a list in the order of the ids; pages overlap, because rows that are deleted meanwhile move the others up.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="entity">orders, products (each with its variations) or customers.</param>
    /// <param name="proof">Says of which days orders are read.</param>
    /// <param name="cursor">Null for the first page.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="NotNowException">The shop cannot be read now.</exception>
    public static async Task<(IReadOnlyList<ShopLine> Lines, string? Next)> PageAsync(WooClient shop, string entity, Proof proof, string? cursor, CancellationToken cancel)
    {
        var offset = cursor is null ? 0 : long.Parse(cursor, CultureInfo.InvariantCulture);
        var query = List(entity) with { CreatedAfter = entity == Entities.Orders ? proof.From!.Value.AddSeconds(-1) : null, CreatedBefore = entity == Entities.Orders ? proof.Until : null };
        var page = await OnePageAsync(shop, query, offset, cancel);
        var lines = page.Items.Select(item => Line(entity, item)).ToList();
        if (entity == Entities.Products)
            foreach (var parent in page.Items.Where(IsVariable)) lines.AddRange(await VariationsAsync(shop, parent.GetProperty("id").GetInt64(), cancel));
        return (lines, page.IsLast ? null : (offset + Math.Max(page.Items.Count - NextPage.Overlap, 1)).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Some records as they are now; those that the shop does not have, on its own word, are left out.</summary>
    /// <exception cref="NotNowException">The shop cannot be read now.</exception>
    public static async Task<IReadOnlyDictionary<string, ShopLine>> OfKeysAsync(WooClient shop, string entity, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        var ids = keys.Where(key => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(key => long.Parse(key, CultureInfo.InvariantCulture)).ToList();
        var found = new Dictionary<string, ShopLine>();
        // A list does not find variations by id.
        if (entity != Entities.Products)
        {
            foreach (var some in ids.Chunk(IncludedAtOnce))
                foreach (var item in (await OnePageAsync(shop, List(entity) with { Include = some }, 0, cancel)).Items)
                    if (Line(entity, item) is var line) found[line.Key] = line;
        }
        // A list may leave out for many reasons; that a record is gone is believed only when it was asked for.
        foreach (var id in ids.Where(id => !found.ContainsKey(Text(id))))
        {
            switch (await shop.RecordAsync(entity, id, cancel))
            {
                case WooAnswer<JsonElement>.Found(var record, _):
                    found[Text(id)] = Line(entity, record);
                    break;
                case WooAnswer<JsonElement>.Trashed(var record, _):
                    found[Text(id)] = Line(entity, record) with { Trashed = true };
                    break;
                case WooAnswer<JsonElement>.Unavailable(var fault):
                    throw NotNow(fault);
            }
        }
        return found;
    }

    private static WooQuery List(string entity) => new()
    {
        Route = entity, Role = entity == Entities.Customers ? "all" : null,
        Fields = entity switch { Entities.Orders => OrderFigures.Fields, Entities.Products => "id,type,status,date_created_gmt,date_modified_gmt", _ => "id,role,is_paying_customer,date_created_gmt,date_modified_gmt" },
    };

    private static async Task<WooPage> OnePageAsync(WooClient shop, WooQuery query, long offset, CancellationToken cancel)
    {
        foreach (var size in Sizes)
        {
            switch (await shop.PageAsync(query, offset, size, cancel))
            {
                case WooAnswer<WooPage>.Found(var page, _):
                    return page;
                case WooAnswer<WooPage>.Unavailable(var fault) when size == Sizes[^1] || fault.Kind is not (WooFaultKind.Timeout or WooFaultKind.ShopError or WooFaultKind.Unreachable):
                    throw NotNow(fault);
                case WooAnswer<WooPage>.Gone:
                    return new WooPage([], offset, size, null); // what the list belongs to was deleted meanwhile
            }
        }
        throw new InvalidOperationException("every size was tried");
    }

    private static async Task<IEnumerable<ShopLine>> VariationsAsync(WooClient shop, long parent, CancellationToken cancel)
    {
        var lines = new List<ShopLine>();
        var query = new WooQuery { Route = $"products/{Text(parent)}/variations", Fields = "id,status,date_created_gmt,date_modified_gmt" };
        for (long offset = 0; ;)
        {
            var page = await OnePageAsync(shop, query, offset, cancel);
            lines.AddRange(page.Items.Select(item => Line(Entities.Products, item)));
            if (page.IsLast) return lines;
            offset += Math.Max(page.Items.Count - NextPage.Overlap, 1);
        }
    }

    private static ShopLine Line(string entity, JsonElement record) => new(
        Text(record.GetProperty("id").GetInt64()), entity == Entities.Orders ? OrderFigures.Of(record) : null, WooContent.Version(record.GetRawText()), NotOurs: NotOurs(entity, record));

    // The rules of the journal, which keeps these back for as long as it does not know them.
    private static string? NotOurs(string entity, JsonElement record) => entity == Entities.Customers
        ? Classify.IsStaff(System.Text.Encoding.UTF8.GetBytes(record.GetRawText())) ? "staff" : null
        : record.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String
            && (status.GetString() is "auto-draft" or "checkout-draft" || (entity == Entities.Products && status.GetString() is "draft")) ? "draft" : null;

    private static bool IsVariable(JsonElement record) =>
        record.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString()!.StartsWith("variable", StringComparison.Ordinal);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static NotNowException NotNow(WooFault fault) => new($"The shop cannot be read: {fault.Message}", fault.RetryAfter);
}

/// <summary>A proof cannot go on now; the message says why.</summary>
public sealed class NotNowException(string message, TimeSpan? wait = null) : Exception(message)
{
    /// <summary>How long the other side asked to wait.</summary>
    public TimeSpan? Wait { get; } = wait;
}
