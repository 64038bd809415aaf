using System.Globalization;
using Benchmarks.Deploying;
using Benchmarks.Loading;
using Testing.Waiting;

namespace Benchmarks.Measuring;

/// <summary>Memory of the all-in-one process while orders go to both targets.</summary>
internal static class MemoryBenchmark
{
    private const int Connections = 64;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int orders)
    {
        await using var platform = await BenchPlatform.StartAsync(["Platform"], null, ["quickbooks", "supabase"]);
        var status = $"/proc/{BenchPlatform.ProcessId(platform.Service("Platform"))}/status";
        var idle = Megabytes(status, "VmRSS:");
        await LoadProcess.OrdersAsync(platform.DeliveryUrl, BenchPlatform.WebhookSecret, Connections, orders);
        var received = Megabytes(status, "VmRSS:");
        await Until.TrueAsync(async () => await platform.RowsAsync("orders") >= orders, $"{orders} rows", TimeSpan.FromMinutes(10), () => Task.FromResult(platform.Output()));
        var mirrored = Megabytes(status, "VmRSS:");
        await Until.TrueAsync(async () => await platform.DocumentsAsync("SalesReceipt") >= orders, $"{orders} documents", TimeSpan.FromMinutes(10), () => Task.FromResult(platform.Output()));
        var highest = Megabytes(status, "VmHWM:");
        return
        [
            new("memory: Platform at rest / received / mirrored / booked", $"{idle} / {received} / {mirrored} / {Megabytes(status, "VmRSS:")} MB"),
            new($"memory: highest, {orders} orders to both targets", $"{highest} MB", "< 300 MB", highest < 300),
        ];
    }

    /// <summary>A figure of a process' <c>status</c> file.</summary>
    public static int Megabytes(string status, string name) =>
        int.Parse(File.ReadLines(status).First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
}
