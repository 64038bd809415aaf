using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Woo.Shapes;
using Woo.Verifying;

namespace Woo.Reading;

/// <summary>
/// Reads one shop's REST API v3. Over HTTPS with Basic, over plain HTTP with OAuth 1.0a. At most two requests at once per shop; passing
/// failures are repeated; redirects are never followed. No method throws for what a shop does: see <see cref="WooAnswer{T}"/>.
/// </summary>
public sealed class WooClient
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

    /// <summary>All refunds of an order, as one JSON array; empty where it has none.</summary>
    public Task<WooAnswer<IReadOnlyList<WooRefund>>> RefundsAsync(long orderId, CancellationToken cancellationToken = default) =>
        Whole("orders", new WooQuery { Route = $"orders/{Text(orderId)}/refunds" }, WooRefund.Read, cancellationToken);

    /// <summary>All variations of a variable product, as one JSON array; empty where it has none.</summary>
    public Task<WooAnswer<IReadOnlyList<WooProduct>>> VariationsAsync(long productId, CancellationToken cancellationToken = default) =>
        Whole("products", new WooQuery { Route = $"products/{Text(productId)}/variations" }, WooProduct.Read, cancellationToken);

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
        int? retries = perPage > PageSizes[^1] ? 0 : null;
        var (reply, fault) = await _http.Get(Api + query.Route, query.Parameters(offset, perPage), atMostRetries: retries, cancellationToken: cancellationToken);
        if (reply is null) return new WooAnswer<WooPage>.Unavailable(fault!);
        return reply is { Status: System.Net.HttpStatusCode.OK, Json: { ValueKind: JsonValueKind.Array } items }
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
        var size = 0;
        for (long offset = 0; ;)
        {
            switch (await PageAsync(query, offset, PageSizes[size], cancellationToken))
            {
                case WooAnswer<WooPage>.Found(var page, _):
                    if (page.Items.Count > 0) yield return page;
                    if (page.IsLast) yield break;
                    offset += page.Items.Count;
                    break;
                case WooAnswer<WooPage>.Unavailable({ Kind: WooFaultKind.Timeout or WooFaultKind.ShopError }) when size < PageSizes.Length - 1:
                    size++;
                    break;
                case WooAnswer<WooPage>.Unavailable({ Kind: WooFaultKind.Unreachable or WooFaultKind.Throttled, RetryAfter: null }) when size < PageSizes.Length - 1:
                    size = PageSizes.Length - 1; // the smallest page is the one that is repeated
                    break;
                case WooAnswer<WooPage>.Unavailable(var fault):
                    throw new WooUnavailableException(fault);
                case WooAnswer<WooPage>.Gone(var code):
                    throw new WooUnavailableException(new WooFault(WooFaultKind.BadRequest, $"the list's owner is gone [{code}]", Code: code));
            }
        }
    }

    /// <summary>Tests address, key and rights, and says what is wrong. Repeats nothing, so it answers soon.</summary>
    public Task<WooProbe> ProbeAsync(CancellationToken cancellationToken = default) => Probing.Run(_http, cancellationToken);

    private async Task<WooAnswer<T>> One<T>(string entity, long id, Func<WooField, T> read, Func<T, string> status, CancellationToken cancellationToken)
    {
        var (reply, fault) = await _http.Get($"{Api}{entity}/{Text(id)}", [], cancellationToken: cancellationToken);
        if (reply is null) return new WooAnswer<T>.Unavailable(fault!);
        return reply.Status == System.Net.HttpStatusCode.OK ? Read(reply, read, status) : NotFound<T>(reply, entity);
    }

    private async Task<WooAnswer<IReadOnlyList<T>>> Whole<T>(string entity, WooQuery query, Func<WooField, T> read, CancellationToken cancellationToken)
    {
        List<JsonElement> items = [];
        for (WooPage? page = null; page is not { IsLast: true };)
        {
            switch (await PageAsync(query, items.Count, PageSizes[0], cancellationToken))
            {
                case WooAnswer<WooPage>.Found(var next, _):
                    items.AddRange(next.Items);
                    page = next;
                    break;
                case WooAnswer<WooPage>.Gone(var code):
                    return new WooAnswer<IReadOnlyList<T>>.Gone(code);
                case WooAnswer<WooPage>.Unavailable(var fault):
                    return new WooAnswer<IReadOnlyList<T>>.Unavailable(fault);
            }
        }
        var json = $"[{string.Join(',', items.Select(item => item.GetRawText()))}]";
        try
        {
            return new WooAnswer<IReadOnlyList<T>>.Found([.. items.Select((item, index) => read(new WooField(item, $"[{index}]")))], json);
        }
        catch (WooShapeException exception)
        {
            return new WooAnswer<IReadOnlyList<T>>.Unavailable(new WooFault(WooFaultKind.Unreadable, exception.Message));
        }
    }

    private WooAnswer<T> Read<T>(WooReply reply, Func<WooField, T> read, Func<T, string> status)
    {
        if (reply is not { Status: System.Net.HttpStatusCode.OK, Json: { ValueKind: JsonValueKind.Object } json }) return new WooAnswer<T>.Unavailable(WooFaults.Of(reply, _http.Store));
        try
        {
            var value = read(new WooField(json, ""));
            return status(value) == WooStatus.Trash ? new WooAnswer<T>.Trashed(value, reply.Text) : new WooAnswer<T>.Found(value, reply.Text);
        }
        catch (WooShapeException exception)
        {
            return new WooAnswer<T>.Unavailable(new WooFault(WooFaultKind.Unreadable, exception.Message, reply.Status));
        }
    }

    private WooAnswer<T> NotFound<T>(WooReply reply, string route) =>
        reply.Status == System.Net.HttpStatusCode.NotFound && WooErrorCodes.IsInvalidId(route.Split('/')[0], reply.Code)
            ? new WooAnswer<T>.Gone(reply.Code!)
            : new WooAnswer<T>.Unavailable(WooFaults.Of(reply, _http.Store));

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
