using System.Collections.Concurrent;
using Contracts;
using Microsoft.EntityFrameworkCore;
using QboSync.Documents;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Items.Reporting;

/// <summary>Makes the report on SKUs. A company's items are asked for once in <see cref="KeepFor"/>, a metered call for each thousand.</summary>
public sealed class SkuReporting(QuickBooksClient client, IDbContextFactory<QboSyncDb> databases, TimeProvider clock)
{
    /// <summary>How long a company's items are used again.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (IReadOnlyList<CompanySku> Items, DateTimeOffset At)> _kept = new();

    /// <summary>The report on one company.</summary>
    /// <param name="account">The company.</param>
    /// <param name="storeId">Only products of this store; null for all that book in the company.</param>
    /// <param name="refresh">QuickBooks is asked again, whatever is kept.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FaultException">QuickBooks could not be asked.</exception>
    public async Task<SkuReport> ReportAsync(TargetAccount account, string? storeId, bool refresh, CancellationToken cancel)
    {
        var (items, at) = await ItemsAsync(account, refresh, cancel);
        return SkuComparing.Compare(account.Account, at, await ProductsAsync(account, storeId, cancel), items);
    }

    private async Task<(IReadOnlyList<CompanySku> Items, DateTimeOffset At)> ItemsAsync(TargetAccount account, bool refresh, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!refresh && _kept.TryGetValue(account.Account, out var kept) && kept.At + KeepFor > now) return kept;
        var found = await client.Open(account).QueryAsync("Item", null, cancel);
        return _kept[account.Account] = ([.. found.Where(ItemChoice.IsUsable).Select(item => new CompanySku(item.Id(), item.Text("Name") ?? "", item.Text("Sku")?.Trim() ?? ""))], now);
    }

    private async Task<List<ShopSku>> ProductsAsync(TargetAccount account, string? storeId, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = database.Records.AsNoTracking().Where(row => row.TenantId == account.Credential.TenantId && row.Account == account.Account && row.Entity == Entities.Products && !row.Deleted);
        if (storeId is not null) rows = rows.Where(row => row.StoreId == storeId);
        var products = new List<ShopSku>();
        // One by one: thousands of bodies at once would be much memory for a few words of each.
        await foreach (var row in rows.Select(row => new { row.StoreId, row.ExternalId, row.Body }).AsAsyncEnumerable().WithCancellation(cancel))
            if (Read(row.Body) is { } product) products.Add(new ShopSku(row.StoreId, product.Id, PlainText.Of(product.Name), ItemMapping.Sku(product.Sku), row.ExternalId));
        return products;
    }

    private static WooProduct? Read(string body)
    {
        try
        {
            return WooJson.Product(body) is var product && ItemFlow.NotAnItem(product) is null ? product : null;
        }
        catch (WooShapeException)
        {
            return null; // its own record says what is wrong with it
        }
    }
}
