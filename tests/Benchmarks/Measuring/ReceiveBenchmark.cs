using System.Diagnostics;
using Benchmarks.Comparing;
using Benchmarks.Deploying;
using Benchmarks.Loading;
using Testing.Brokers;
using Testing.Processes;
using Testing.Waiting;

namespace Benchmarks.Measuring;

/// <summary>
/// Deliveries answered 200 a second, the Webhooks process against <see cref="BareReceiver"/>, in turns. Twice: with the broker away, when it
/// receives and judges; and with it there, when it publishes and keeps runs at the same time.
/// </summary>
internal static class ReceiveBenchmark
{
    private const int Connections = 64;
    private const int WarmUp = 15; // seconds; .NET compiles a hot path twice, and that takes most of a small machine for as long

    public static async Task<IReadOnlyList<Figure>> RunAsync(int runs, int seconds)
    {
        await using var broker = await RabbitMqNode.StartNewAsync();
        var figures = await CompareAsync(broker, "broker there", runs, seconds);
        await broker.StopAsync();
        return [.. figures, .. await CompareAsync(broker, "broker away", runs, seconds)];
    }

    private static async Task<IReadOnlyList<Figure>> CompareAsync(RabbitMqNode broker, string how, int runs, int seconds)
    {
        await using var platform = await BenchPlatform.StartAsync(["Webhooks", "Credentials"], broker, ["quickbooks", "supabase"]);
        var (real, bare) = (new List<LoadResult>(), new List<LoadResult>());
        await LoadProcess.ForAsync(platform.DeliveryUrl, BenchPlatform.WebhookSecret, Connections, TimeSpan.FromSeconds(WarmUp)); // compiled by then
        for (var run = 0; run < runs; run++)
        {
            await platform.QuietAsync();
            bare.Add(await BareAsync(platform.Folder, run, seconds));
            real.Add(await LoadProcess.ForAsync(platform.DeliveryUrl, BenchPlatform.WebhookSecret, Connections, TimeSpan.FromSeconds(seconds)));
            Console.WriteLine($"receive, {how}: bare {bare[^1].PerSecond:0}/s p50 {bare[^1].P50:0.0} p99 {bare[^1].P99:0.0} ms; Webhooks {real[^1].PerSecond:0}/s p50 {real[^1].P50:0.0} p99 {real[^1].P99:0.0} ms");
        }
        var ratios = real.Zip(bare, (one, other) => one.PerSecond / other.PerSecond).ToList();
        var slow = real.Select(run => run.P99).ToList();
        return
        [
            new($"receive, {how}: Webhooks, {real[0].BodyBytes} B bodies", real.Select(run => run.PerSecond).ToList().Spread("0", "/s")),
            new($"receive, {how}: bare program", bare.Select(run => run.PerSecond).ToList().Spread("0", "/s")),
            new($"receive, {how}: ratio", ratios.Spread("0.00"), ">= 0.70", ratios.Median() >= 0.7),
            new($"receive, {how}: p50", real.Select(run => run.P50).ToList().Spread("0.0", " ms")),
            new($"receive, {how}: p99", slow.Spread("0.0", " ms"), "< 50 ms", slow.Median() < 50),
        ];
    }

    private static async Task<LoadResult> BareAsync(string folder, int run, int seconds)
    {
        var address = $"http://127.0.0.1:{Ports.Free()}";
        using var process = Process.Start(LoadProcess.Self(BareReceiver.Role, address, Path.Combine(folder, $"bare-{run}.db"), BenchPlatform.WebhookSecret))!;
        try
        {
            using var http = new HttpClient();
            await Until.TrueAsync(async () =>
            {
                using var answer = await http.GetAsync(address);
                return answer.IsSuccessStatusCode;
            }, "the bare receiver answers");
            await LoadProcess.ForAsync(address, BenchPlatform.WebhookSecret, Connections, TimeSpan.FromSeconds(4));
            return await LoadProcess.ForAsync(address, BenchPlatform.WebhookSecret, Connections, TimeSpan.FromSeconds(seconds));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
