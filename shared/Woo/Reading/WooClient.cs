using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Woo.Shapes;
using Woo.Verifying;

namespace Woo.Reading;

/// <summary>
/// One shop's REST API v3: reads records, keeps webhooks. Over HTTPS with Basic, over plain HTTP with OAuth 1.0a. At most two requests at once per shop; passing
/// failures are repeated; redirects are never followed. No method throws for what a shop does: see <see cref="WooAnswer{T}"/>.
/// </summary>
public sealed partial class WooClient
{
    private const string Api = "/wc/v3/";
    private static readonly int[] PageSizes = [100, 50, 25];
    private readonly WooHttp _http;

    internal WooClient(WooHttp http) => _http = http;

    /// <summary>An order.</summary>
    public Task<WooAnswer<WooOrder>> OrderAsync(long id, CancellationToken cancellationToken = default) =>
        One("orders", id, WooOrder.Read, order => order.Status, cancellationToken);

    /// <summary>A product or a variation.</summary>
    public Task<WooAnswer<WooProduct>> ProductAsync(long id, CancellationToken cancellationToken = default) =>
        One("products", id, WooProduct.Read, product => product.Status, cancellationToken);

    /// <summary>A customer. Customers have no trash.</summary>
    public Task<WooAnswer<WooCustomer>> CustomerAsync(long id, CancellationToken cancellationToken = default) =>
        One("customers", id, WooCustomer.Read, _ => "", cancellationToken);

    /// <summary>
    /// A record of <c>orders</c>, <c>products</c> or <c>customers</c> as it stands in the shop, its fields not read: for those who keep it or pass it on.
    /// </summary>
    public Task<WooAnswer<JsonElement>> RecordAsync(string entity, long id, CancellationToken cancellationToken = default) =>
        entity is "orders" or "products" or "customers"
            ? One(entity, id, record => record.Element, record => new WooField(record, "")["status"].Text(), cancellationToken)
            : throw new ArgumentOutOfRangeException(nameof(entity), entity, "orders, products or customers");

    /// <summary>All refunds of an order, as one JSON array; empty where it has none.</summary>
    public Task<WooAnswer<IReadOnlyList<WooRefund>>> RefundsAsync(long orderId, CancellationToken cancellationToken = default) =>
        Whole(new WooQuery { Route = $"orders/{Text(orderId)}/refunds" }, WooRefund.Read, cancellationToken);

    /// <summary>All variations of a variable product, as one JSON array; empty where it has none.</summary>
    public Task<WooAnswer<IReadOnlyList<WooProduct>>> VariationsAsync(long productId, CancellationToken cancellationToken = default) =>
        Whole(new WooQuery { Route = $"products/{Text(productId)}/variations" }, WooProduct.Read, cancellationToken);

    /// <summary>What the site says of itself; needs no key.</summary>
    public async Task<WooAnswer<WooIndex>> IndexAsync(CancellationToken cancellationToken = default)
    {
        var (reply, fault) = await _http.Get("/", [], withKey: false, cancellationToken: cancellationToken);
        return reply is null ? new WooAnswer<WooIndex>.Unavailable(fault!) : Read(reply, WooIndex.Read, _ => "");
    }

    /// <summary>
    /// One part of a list, of at most <paramref name="perPage"/> (1-100) records. Offset rather than page number, so that the size may change
    /// on the way.
    /// </summary>
    public async Task<WooAnswer<WooPage>> PageAsync(WooQuery query, long offset, int perPage, CancellationToken cancellationToken = default)
    {
        // A page that is too big fails the same way again: the reader makes it smaller instead of repeating it.
        var repeat = perPage > PageSizes[^1] ? WooRepeat.Unrelated : WooRepeat.Everything;
        var (reply, fault) = await _http.Get(Api + query.Route, query.Parameters(offset, perPage), repeat: repeat, cancellationToken: cancellationToken);
        if (reply is null) return new WooAnswer<WooPage>.Unavailable(fault!);
        return reply is { Status: HttpStatusCode.OK, Json: { ValueKind: JsonValueKind.Array } items }
            ? new WooAnswer<WooPage>.Found(new WooPage([.. items.EnumerateArray()], offset, perPage, reply.Total), reply.Text)
            : NotFound<WooPage>(reply, query.Route);
    }

    /// <summary>
    /// A whole list, page by page: 100 records at a time, 50 and then 25 where the shop is too slow for more. Rows that are deleted while
    /// reading move what follows; read again with an overlap, or compare ids, where none may be missed.
    /// </summary>
    /// <exception cref="WooUnavailableException">The shop could not be read on.</exception>
    public async IAsyncEnumerable<WooPage> PagesAsync(WooQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var answer in Parts(query, cancellationToken))
        {
            yield return answer switch
            {
                WooAnswer<WooPage>.Found(var page, _) => page,
                WooAnswer<WooPage>.Unavailable(var fault) => throw new WooUnavailableException(fault),
                WooAnswer<WooPage>.Gone(var code) => throw new WooUnavailableException(
                    new WooFault(WooFaultKind.BadRequest, $"what the list belongs to is gone [{code}]", HttpStatusCode.NotFound, code)),
                _ => throw new InvalidOperationException($"{answer.GetType().Name} is no answer to a list"),
            };
        }
    }

    /// <summary>Tests address, key and rights, and says what is wrong. Repeats nothing, so it answers soon.</summary>
    public Task<WooProbe> ProbeAsync(CancellationToken cancellationToken = default) => Probing.Run(_http, cancellationToken);

    // Pages that were found, and at the end, where it is not the list's, why it stopped.
    private async IAsyncEnumerable<WooAnswer<WooPage>> Parts(WooQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var size = 0;
        for (long offset = 0; ;)
        {
            var answer = await PageAsync(query, offset, PageSizes[size], cancellationToken);
            if (answer is WooAnswer<WooPage>.Unavailable { Fault.Kind: WooFaultKind.Timeout or WooFaultKind.ShopError or WooFaultKind.Unreachable } && size < PageSizes.Length - 1)
            {
                size++;
                continue;
            }
            yield return answer;
            if (answer is not WooAnswer<WooPage>.Found { Value: { IsLast: false } page }) yield break;
            offset += page.Items.Count;
        }
    }

    private async Task<WooAnswer<T>> One<T>(string entity, long id, Func<WooField, T> read, Func<T, string> status, CancellationToken cancellationToken)
    {
        var (reply, fault) = await _http.Get($"{Api}{entity}/{Text(id)}", [], cancellationToken: cancellationToken);
        if (reply is null) return new WooAnswer<T>.Unavailable(fault!);
        if (reply.Status != HttpStatusCode.OK) return NotFound<T>(reply, entity);
        return Read(reply, record => record["id"].LongOrNull() == id
            ? read(record)
            : throw new WooShapeException("id", $"another record than {id} came: a cache of the shop's host answers"), status);
    }

    private async Task<WooAnswer<IReadOnlyList<T>>> Whole<T>(WooQuery query, Func<WooField, T> read, CancellationToken cancellationToken)
    {
        List<JsonElement> items = [];
        await foreach (var answer in Parts(query, cancellationToken))
        {
            switch (answer)
            {
                case WooAnswer<WooPage>.Found(var page, _):
                    items.AddRange(page.Items);
                    break;
                case WooAnswer<WooPage>.Gone(var code):
                    return new WooAnswer<IReadOnlyList<T>>.Gone(code);
                case WooAnswer<WooPage>.Unavailable(var fault):
                    return new WooAnswer<IReadOnlyList<T>>.Unavailable(fault);
            }
        }
        try
        {
            IReadOnlyList<T> records = [.. items.Select((item, index) => read(new WooField(item, $"[{index}]")))];
            return new WooAnswer<IReadOnlyList<T>>.Found(records, $"[{string.Join(',', items.Select(item => item.GetRawText()))}]");
        }
        catch (Exception exception) when (exception is WooShapeException or InvalidOperationException)
        {
            return new WooAnswer<IReadOnlyList<T>>.Unavailable(new WooFault(WooFaultKind.Unreadable, exception.Message));
        }
    }

    private WooAnswer<T> Read<T>(WooReply reply, Func<WooField, T> read, Func<T, string> status)
    {
        if (reply is not { Status: HttpStatusCode.OK, Json: { ValueKind: JsonValueKind.Object } json }) return new WooAnswer<T>.Unavailable(WooFaults.Of(reply, _http.Store));
        try
        {
            var value = read(new WooField(json, ""));
            return status(value) == WooStatus.Trash ? new WooAnswer<T>.Trashed(value, reply.Text) : new WooAnswer<T>.Found(value, reply.Text);
        }
        catch (Exception exception) when (exception is WooShapeException or InvalidOperationException) // half of a surrogate pair is no text
        {
            return new WooAnswer<T>.Unavailable(new WooFault(WooFaultKind.Unreadable, exception.Message, reply.Status));
        }
    }

    private WooAnswer<T> NotFound<T>(WooReply reply, string route) =>
        reply.Status == HttpStatusCode.NotFound && WooErrorCodes.IsInvalidId(route.Split('/')[0], reply.Code)
            ? new WooAnswer<T>.Gone(reply.Code!)
            : new WooAnswer<T>.Unavailable(WooFaults.Of(reply, _http.Store));

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
