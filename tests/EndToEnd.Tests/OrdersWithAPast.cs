using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Testing.Shops;
using Testing.Waiting;

namespace EndToEnd.Tests;

/// <summary>
/// Orders as a shop has them: most paid at once, every fourth first unpaid (an Invoice) and paid later, every tenth refunded in part. They stand
/// in the sandbox shop too, which is asked for the refunds.
/// </summary>
public sealed class OrdersWithAPast(Deployment platform, string secret, int count)
{
    private static readonly DateTimeOffset First = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private const decimal Total = 20.87m;
    private const decimal Back = 3.50m;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly ConcurrentDictionary<long, byte> _done = new();

    /// <summary>How many orders were announced with everything that happened to them.</summary>
    public int Announced => _done.Count;

    /// <summary>Announces them all, each delivery until it is answered 200.</summary>
    public Task AnnounceAsync() => Parallel.ForEachAsync(Ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, cancel) =>
    {
        var order = OrderBuilder.Paid(id, First.AddSeconds(id), IsUnpaidFirst(id) ? "on-hold" : "processing");
        var paid = order.DeepClone().AsObject();
        if (IsUnpaidFirst(id)) (order["date_paid"], order["date_paid_gmt"]) = (null, null);
        await DeliverAsync("order.created", order, cancel);
        if (IsUnpaidFirst(id)) await DeliverAsync("order.updated", Later(paid, id, 3600, "processing"), cancel);
        if (IsRefunded(id)) await DeliverAsync("order.updated", await RefundedAsync(Later(paid, id, 7200, "processing"), id, cancel), cancel);
        _done[id] = 0;
    });

    /// <summary>Waits until nine of ten sales stand.</summary>
    public Task MostStandAsync(TimeSpan atMost) => Until.TrueAsync(async () => (await SumAsync()).Sales >= count * 9 / 10, "most documents stand", atMost, StateAsync);

    /// <summary>Waits until every document stands, pushing what waits for its next try, and checks that each stands once and that the books are the shop's.</summary>
    public async Task StandOnceAsync(TimeSpan atMost)
    {
        var looks = 0;
        var (invoices, refunds) = (Ids.Where(IsUnpaidFirst).ToList(), Ids.Where(IsRefunded).ToList());
        // Whatever else is still on its way would come too: nothing is waiting any more, and nothing was added.
        await Until.TrueAsync(async () =>
        {
            if (looks++ % 30 == 0) await PushAsync();
            return await SumAsync() == (count, invoices.Count, refunds.Count) && await WaitingAsync() == 0;
        }, "every document stands and nothing is on its way", atMost, StateAsync);

        var sales = (await platform.DocumentsAsync("SalesReceipt")).Concat(await platform.DocumentsAsync("Invoice")).ToList();
        Assert.Equal(Ids.Select(id => $"WC-{id}").Order(StringComparer.Ordinal), sales.Select(sale => (string)sale!["DocNumber"]!).Order(StringComparer.Ordinal));
        Assert.All(sales, sale => Assert.Equal(Total, (decimal)sale!["TotalAmt"]!));
        Assert.Equal(invoices.Select(id => $"WC-{id}").Order(StringComparer.Ordinal), (await NumbersAsync("Invoice")).Concat(await LaterPaidReceiptsAsync(invoices)).Order(StringComparer.Ordinal));
        var paidInvoices = (await platform.DocumentsAsync("Payment")).Where(payment => (decimal)payment!["TotalAmt"]! > 0).Select(Linked).ToList();
        Assert.Equal(paidInvoices.Distinct().Count(), paidInvoices.Count);
        var back = (await platform.DocumentsAsync("RefundReceipt")).Concat(await platform.DocumentsAsync("CreditMemo")).ToList();
        Assert.Equal(refunds.Select(id => $"WC-{id}-R{id + 1_000_000}").Order(StringComparer.Ordinal), back.Select(refund => (string)refund!["DocNumber"]!).Order(StringComparer.Ordinal));
        Assert.All(back, refund => Assert.Equal(Back, (decimal)refund!["TotalAmt"]!));
        Assert.Equal(7, (await platform.DocumentsAsync("Customer")).Count(customer => ((string?)customer!["PrimaryEmailAddr"]?["Address"])?.StartsWith("load", StringComparison.Ordinal) == true));
    }

    private IEnumerable<long> Ids => Enumerable.Range(1, count).Select(id => (long)id);

    private static bool IsUnpaidFirst(long id) => id % 4 == 0;

    private static bool IsRefunded(long id) => id % 10 == 4;

    private static JsonObject Later(JsonObject order, long id, int seconds, string status)
    {
        var later = order.DeepClone().AsObject();
        later["status"] = status;
        var at = First.AddSeconds(id + seconds).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        (later["date_modified"], later["date_modified_gmt"]) = (at, at);
        return later;
    }

    private async Task<JsonObject> RefundedAsync(JsonObject order, long id, CancellationToken cancel)
    {
        var amount = Back.ToString(CultureInfo.InvariantCulture);
        order["refunds"] = new JsonArray(new JsonObject { ["id"] = id + 1_000_000, ["reason"] = "goodwill", ["total"] = $"-{amount}" });
        await PutAsync($"/control/woocommerce/raw/orders/{id}", order, cancel);
        await PutAsync($"/control/woocommerce/raw/orders/{id}/refunds/{id + 1_000_000}", new JsonObject
        {
            ["id"] = id + 1_000_000, ["amount"] = amount, ["reason"] = "goodwill", ["date_created"] = (string?)order["date_modified"], ["date_created_gmt"] = (string?)order["date_modified_gmt"],
            ["refunded_by"] = 1, ["line_items"] = new JsonArray(), ["shipping_lines"] = new JsonArray(), ["fee_lines"] = new JsonArray(), ["tax_lines"] = new JsonArray(), ["meta_data"] = new JsonArray(),
        }, cancel);
        return order;
    }

    private async Task PutAsync(string path, JsonObject body, CancellationToken cancel)
    {
        using var answer = await platform.Sandbox.PutAsJsonAsync(path, body, cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancel));
    }

    private Task DeliverAsync(string topic, JsonObject order, CancellationToken cancel) => Until.TrueAsync(async () =>
    {
        using var request = OrderBuilder.Delivery(platform.DeliveryUrl, topic, order, secret, Guid.NewGuid().ToString("N"));
        using var answer = await _http.SendAsync(request, cancel);
        return answer.StatusCode == HttpStatusCode.OK;
    }, $"{topic} {order["id"]} is answered 200", TimeSpan.FromSeconds(90), () => Task.FromResult(platform.Output()));

    // An order that was heard of only when it was paid is a receipt: deliveries may overtake one another.
    private async Task<IEnumerable<string>> LaterPaidReceiptsAsync(IReadOnlyCollection<long> invoices) =>
        (await NumbersAsync("SalesReceipt")).Intersect(invoices.Select(id => $"WC-{id}"));

    private async Task<List<string>> NumbersAsync(string kind) => [.. (await platform.DocumentsAsync(kind)).Select(document => (string)document!["DocNumber"]!)];

    private static string Linked(JsonNode? payment) => (string)payment!["Line"]![0]!["LinkedTxn"]![0]!["TxnId"]!;

    /// <summary>Sales, sales or payments that settle what was unpaid first, refunds.</summary>
    private async Task<(int Sales, int Settled, int Refunds)> SumAsync()
    {
        var receipts = await NumbersAsync("SalesReceipt");
        var unpaidFirst = Ids.Where(IsUnpaidFirst).Select(id => $"WC-{id}").ToHashSet();
        var payments = (await platform.DocumentsAsync("Payment")).Count(payment => (decimal)payment!["TotalAmt"]! > 0);
        return (receipts.Count + (await platform.DocumentsAsync("Invoice")).Count, payments + receipts.Count(unpaidFirst.Contains),
            (await platform.DocumentsAsync("RefundReceipt")).Count + (await platform.DocumentsAsync("CreditMemo")).Count);
    }

    private async Task PushAsync()
    {
        using var answer = await platform.Api.PostAsJsonAsync("/api/failures/retry", new { });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<int> WaitingAsync() =>
        (await platform.JsonAsync("/api/counts"))["counts"]!.AsArray()
            .Where(row => (string?)row!["state"] is not ("Synced" or "Skipped" or "NeedsAttention" or "Conflict")).Sum(row => (int)row!["count"]!);

    private async Task<string> StateAsync() =>
        $"{await SumAsync()} of {count}; {await platform.Api.GetStringAsync("/api/failures")} {await platform.Api.GetStringAsync("/api/counts")}\n{platform.Output()}";
}
