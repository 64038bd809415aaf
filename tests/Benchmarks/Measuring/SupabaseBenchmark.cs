using System.Diagnostics;
using Benchmarks.Deploying;
using Benchmarks.Loading;
using Testing.Brokers;
using Testing.Waiting;

namespace Benchmarks.Measuring;

/// <summary>From the first delivery to the last row, four services apart, through RabbitMQ.</summary>
internal static class SupabaseBenchmark
{
    private const int Connections = 64;
    private const int WarmUp = 6000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int orders)
    {
        await using var broker = await RabbitMqNode.StartNewAsync();
        await using var platform = await BenchPlatform.StartAsync(["Webhooks", "QboSync", "SupabaseSync", "Credentials"], broker, ["supabase"]);
        await ArriveAsync(platform, WarmUp, WarmUp); // compiled by then
        await platform.QuietAsync();
        var cpu = await platform.CpuByProcessAsync(broker.Port);

        var started = Stopwatch.GetTimestamp();
        var load = LoadProcess.OrdersAsync(platform.DeliveryUrl, BenchPlatform.WebhookSecret, Connections, orders);
        var (at, rows) = (started, WarmUp);
        var watching = Task.Run(async () =>
        {
            while (rows < orders + WarmUp)
            {
                await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
                var now = await platform.RowsAsync("orders");
                Console.WriteLine($"supabase: {now - WarmUp} rows, {(now - rows) / Stopwatch.GetElapsedTime(at).TotalSeconds:0}/s");
                (at, rows) = (Stopwatch.GetTimestamp(), now);
            }
        });
        var answered = await load;
        await Until.TrueAsync(async () => await platform.RowsAsync("orders") >= orders + WarmUp, $"{orders} rows", TimeSpan.FromMinutes(10), () => Task.FromResult(platform.Output()));
        var rate = orders / Stopwatch.GetElapsedTime(started).TotalSeconds;
        await watching;
        var backlog = Stopwatch.GetTimestamp();
        await platform.QuietAsync();
        var after = await platform.CpuByProcessAsync(broker.Port);
        var perOrder = after.Select(now => $"{now.Key} {(now.Value - cpu[now.Key]).TotalMilliseconds / orders:0.00}");
        return
        [
            new("supabase: deliveries answered meanwhile", $"{answered.PerSecond:0}/s, p99 {answered.P99:0.0} ms"),
            new("supabase: processor time per order, ms", string.Join(", ", perOrder)),
            new("supabase: until runs and journal were done too", $"{Stopwatch.GetElapsedTime(backlog).TotalSeconds:0} s more"),
            new($"supabase: deliveries to rows, {orders} orders", $"{rate:0}/s", ">= 1000/s", rate >= 1000),
        ];
    }

    private static async Task ArriveAsync(BenchPlatform platform, int orders, int rows)
    {
        await LoadProcess.OrdersAsync(platform.DeliveryUrl, BenchPlatform.WebhookSecret, Connections, orders);
        await Until.TrueAsync(async () => await platform.RowsAsync("orders") >= rows, $"{rows} rows", TimeSpan.FromMinutes(2), () => Task.FromResult(platform.Output()));
    }
}
