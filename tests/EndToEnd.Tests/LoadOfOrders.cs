using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Testing.Shops;
using Testing.Waiting;

namespace EndToEnd.Tests;

/// <summary>Orders that are delivered while things break; remembers which deliveries were answered 200.</summary>
public sealed class LoadOfOrders(Deployment platform, string secret)
{
    private static readonly DateTimeOffset First = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentDictionary<long, byte> _answered = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>How many orders were answered 200.</summary>
    public int Answered => _answered.Count;

    /// <summary>Delivers orders, each until it is answered 200; a refused connection is tried again, as a shop's next delivery would be.</summary>
    public async Task DeliverAsync(IEnumerable<long> ids, int atOnce = 4)
    {
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (id, cancel) =>
        {
            var order = OrderBuilder.Paid(id, First.AddSeconds(id));
            await Until.TrueAsync(async () =>
            {
                using var request = OrderBuilder.Delivery(platform.DeliveryUrl, "order.created", order, secret);
                using var answer = await _http.SendAsync(request, cancel);
                return answer.StatusCode == HttpStatusCode.OK;
            }, $"order {id} is answered 200", TimeSpan.FromSeconds(90), () => Task.FromResult(platform.Output()));
            _answered[id] = 0;
        });
    }

    /// <summary>Waits until every answered order stands once in both targets, and checks that none stands twice.</summary>
    public async Task AllStandOnceAsync(TimeSpan atMost)
    {
        var expected = _answered.Keys.Order().Select(id => $"WC-{id}").ToList();
        await Until.TrueAsync(async () => (await BookedAsync()).Distinct().Count() >= expected.Count && (await platform.RowsAsync("orders")).Count >= expected.Count,
            $"{expected.Count} orders stand in both targets", atMost, StateAsync);
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await BookedAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(_answered.Keys.Order(), (await platform.RowsAsync("orders")).Select(row => (long)row!["woo_id"]!).Order());
        Assert.Equal(expected.Count * 20.87m, (await platform.DocumentsAsync("SalesReceipt")).Sum(document => (decimal)document!["TotalAmt"]!));
    }

    private async Task<List<string>> BookedAsync() => [.. (await platform.DocumentsAsync("SalesReceipt")).Select(document => (string)document!["DocNumber"]!)];

    private async Task<string> StateAsync() =>
        $"{(await BookedAsync()).Count} booked, {(await platform.RowsAsync("orders")).Count} rows; {await platform.Api.GetStringAsync("/api/failures")} {await platform.Api.GetStringAsync("/api/counts")}\n{platform.Output()}";
}
