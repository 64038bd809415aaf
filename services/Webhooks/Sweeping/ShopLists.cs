using System.Runtime.CompilerServices;
using System.Text.Json;
using Hosting.Secrets;
using Webhooks.Pulling;
using Woo.Reading;

namespace Webhooks.Sweeping;

/// <summary>Reads whole lists of a shop, by id. Rows that are deleted meanwhile move the others up, so pages overlap.</summary>
public sealed class ShopLists(CredentialsClient credentials, WooClientFactory shops, SweepBook book)
{
    private static readonly int[] Sizes = [100, 50, 25];

    /// <summary>The shop of a store.</summary>
    /// <exception cref="CredentialsUnavailableException">Credentials cannot be asked.</exception>
    /// <exception cref="ArgumentException">The credential cannot be used; the message names the field.</exception>
    public async Task<WooClient> ShopAsync(string storeId, CancellationToken cancel)
    {
        var store = await credentials.FindAsync(storeId, cancel) ?? throw new ArgumentException("the WooCommerce credential of this store is missing or inactive");
        return shops.For(store.Field("store_url"), store.Field("consumer_key"), store.Field("consumer_secret"));
    }

    /// <summary>Every record of a list once. Each page is a sign of life of the sweep.</summary>
    /// <exception cref="WooUnavailableException">The shop could not be read on.</exception>
    /// <exception cref="LeaseLostException">Somebody else is at it.</exception>
    public async IAsyncEnumerable<JsonElement> RecordsAsync(WooClient shop, WooQuery query, Sweep row, [EnumeratorCancellation] CancellationToken cancel)
    {
        var seen = new HashSet<long>();
        var size = 0;
        for (long offset = 0; ;)
        {
            var answer = await shop.PageAsync(query, offset, Sizes[size], cancel);
            if (answer is WooAnswer<WooPage>.Unavailable { Fault.Kind: WooFaultKind.Timeout or WooFaultKind.ShopError or WooFaultKind.Unreachable } && size < Sizes.Length - 1)
            {
                size++;
                continue;
            }
            if (answer is not WooAnswer<WooPage>.Found(var page, _))
                throw new WooUnavailableException(answer is WooAnswer<WooPage>.Unavailable(var fault) ? fault : new WooFault(WooFaultKind.BadRequest, $"The shop says that there is no list {query.Route}."));
            foreach (var record in page.Items)
                if (seen.Add(record.GetProperty("id").GetInt64())) yield return record;
            if (page.IsLast) yield break;
            offset += Math.Max(page.Items.Count - NextPage.Overlap, 1);
            await book.RenewAsync(row, cancel);
        }
    }
}
