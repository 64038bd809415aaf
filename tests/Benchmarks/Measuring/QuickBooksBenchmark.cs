using System.Diagnostics;
using Benchmarks.Comparing;
using Benchmarks.Deploying;
using Benchmarks.Loading;
using Testing.Waiting;

namespace Benchmarks.Measuring;

/// <summary>From the first delivery to the last document, without limits, against a bare client that posts the same documents again.</summary>
internal static class QuickBooksBenchmark
{
    private const int WarmUp = 50;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int orders)
    {
        await using var platform = await BenchPlatform.StartAsync(["Platform"], null, ["quickbooks"]);
        await ArriveAsync(platform, WarmUp, WarmUp); // customers and items are known by then
        var started = Stopwatch.GetTimestamp();
        await ArriveAsync(platform, orders, WarmUp + orders);
        var rate = orders / Stopwatch.GetElapsedTime(started).TotalSeconds;

        var bare = await new BareBooks(platform).PostAgainAsync(orders);
        return
        [
            new($"quickbooks: deliveries to documents, {orders} orders", $"{rate:0}/s"),
            new("quickbooks: bare client, one document per call", $"{bare:0}/s"),
            new("quickbooks: ratio", $"{rate / bare:0.00}", ">= 0.50", rate / bare >= 0.5),
        ];
    }

    private static async Task ArriveAsync(BenchPlatform platform, int orders, int documents)
    {
        await LoadProcess.OrdersAsync(platform.DeliveryUrl, BenchPlatform.WebhookSecret, 8, orders);
        await Until.TrueAsync(async () => await platform.DocumentsAsync("SalesReceipt") >= documents, $"{documents} documents", TimeSpan.FromMinutes(10), () => Task.FromResult(platform.Output()));
    }
}
