using System.Diagnostics;
using System.Globalization;
using Benchmarks.Comparing;
using Benchmarks.Deploying;
using Benchmarks.Loading;
using Testing.Waiting;

namespace Benchmarks.Measuring;

/// <summary>Deliveries to documents: how fast without limits, against a bare client that posts the same batches again; how near to Intuit's limits; how many calls.</summary>
internal static class QuickBooksBenchmark
{
    private const int WarmUp = 60;
    private const int Batch = 30;
    private const int BatchesPerMinute = 40;

    /// <summary>How fast.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(int orders)
    {
        return [.. await UnlimitedAsync(orders), .. await LimitedAsync()];
    }

    /// <summary>How many calls.</summary>
    public static async Task<IReadOnlyList<Figure>> HistoryAsync(int orders)
    {
        await using var platform = await StartAsync();
        var before = await platform.UsageAsync();
        await ArriveAsync(platform, orders, WarmUp + orders);
        var after = await platform.UsageAsync();
        var (reads, writes) = ((double)(after.Reads - before.Reads) / orders, (double)(after.Writes - before.Writes) / orders);
        return
        [
            new($"history: calls per order, {orders} orders", Text(reads + writes, "0.000"), "< 0.1", reads + writes < 0.1),
            new("history: of them metered reads", Text(reads, "0.000")),
            new("history: of them writes and batches", Text(writes, "0.000")),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> UnlimitedAsync(int orders)
    {
        await using var platform = await StartAsync();
        var process = BenchPlatform.ProcessId(platform.Service("Platform"));
        var cpu = await BenchPlatform.CpuOfAsync(process);
        var started = Stopwatch.GetTimestamp();
        await ArriveAsync(platform, orders, WarmUp + orders);
        var rate = orders / Stopwatch.GetElapsedTime(started).TotalSeconds;
        var perOrder = (await BenchPlatform.CpuOfAsync(process) - cpu).TotalMilliseconds / orders;

        var bare = await new BareBooks(platform).PostAgainAsync(orders);
        return
        [
            new($"quickbooks: deliveries to documents, {orders} orders", $"{rate:0}/s"),
            new("quickbooks: processor time of Platform per order", Text(perOrder, "0.00 ms")),
            new("quickbooks: bare client, the same batches of 30", $"{bare:0}/s"),
            new("quickbooks: ratio", Text(rate / bare, "0.00"), ">= 0.50", rate / bare >= 0.5),
        ];
    }

    /// <summary>Twenty batches at Intuit's pace, from the first that stands to the last; the stand-in refuses what is faster.</summary>
    private static async Task<IReadOnlyList<Figure>> LimitedAsync()
    {
        await using var platform = await StartAsync(atIntuitsLimits: true);
        await platform.LimitAsync();
        const int orders = 21 * Batch;
        var arriving = ArriveAsync(platform, orders, WarmUp + orders);
        var first = WarmUp;
        await Until.TrueAsync(async () => (first = await platform.DocumentsAsync("SalesReceipt")) > WarmUp, "the first batch", TimeSpan.FromMinutes(2));
        var started = Stopwatch.GetTimestamp();
        await arriving;
        var minute = (WarmUp + orders - first) / Stopwatch.GetElapsedTime(started).TotalMinutes;
        var part = minute / (BatchesPerMinute * Batch);
        var refused = await platform.CounterAsync("throttled 429");
        return
        [
            new($"quickbooks: at {BatchesPerMinute} batches of {Batch} a minute", string.Create(CultureInfo.InvariantCulture, $"{minute:0} a minute, {part:0.0%} of the limit"), ">= 95 %", part >= 0.95),
            new("quickbooks: calls refused as too many (429)", $"{refused}", "0", refused == 0),
        ];
    }

    // Customers and items are known afterwards.
    private static async Task<BenchPlatform> StartAsync(bool atIntuitsLimits = false)
    {
        var platform = await BenchPlatform.StartAsync(["Platform"], null, ["quickbooks"], atIntuitsLimits);
        await ArriveAsync(platform, WarmUp, WarmUp);
        return platform;
    }

    private static async Task ArriveAsync(BenchPlatform platform, int orders, int documents)
    {
        await LoadProcess.OrdersAsync(platform.DeliveryUrl, BenchPlatform.WebhookSecret, 8, orders);
        await Until.TrueAsync(async () => await platform.DocumentsAsync("SalesReceipt") >= documents, $"{documents} documents", TimeSpan.FromMinutes(10), () => Task.FromResult(platform.Output()));
    }

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
