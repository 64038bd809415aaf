using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Loading;

/// <summary>Runs <see cref="DeliveryLoad"/> in a process of its own.</summary>
internal static class LoadProcess
{
    private static long _nextId = 1_000_000_000;

    /// <summary>For a time.</summary>
    public static Task<LoadResult> ForAsync(string address, string secret, int connections, TimeSpan time) => RunAsync(address, secret, connections, time, 10_000_000);

    /// <summary>A number of orders, ids that were never sent before.</summary>
    public static Task<LoadResult> OrdersAsync(string address, string secret, int connections, int count) => RunAsync(address, secret, connections, TimeSpan.FromHours(1), count);

    /// <summary>Describes this program in one of its roles.</summary>
    public static ProcessStartInfo Self(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(LoadProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }

    private static async Task<LoadResult> RunAsync(string address, string secret, int connections, TimeSpan time, long count)
    {
        string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
        using var process = Process.Start(Self(DeliveryLoad.Role, address, secret, Text(connections), Text(time.TotalSeconds), Text(count), Text(_nextId)))!;
        _nextId += count;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The load generator ended with {process.ExitCode}: {output}");
        var result = LoadResult.Read(output);
        return result.Refused == 0 ? result : throw new InvalidOperationException($"{result.Refused} deliveries were not answered 200.");
    }
}
