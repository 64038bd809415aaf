using Benchmarks.Deploying;
using Benchmarks.Measuring;
using Testing.Processes;
using Testing.Waiting;

namespace Benchmarks.Following;

/// <summary><c>kill -9</c> of each service in turn while runs are under way, spread over their length.</summary>
/// <param name="platform">Whose services.</param>
/// <param name="use">Keeps what a killed process had used.</param>
internal sealed class Kills(BenchPlatform platform, ProcessUse use)
{
    /// <summary>Who was killed when: the settled records at that moment, and the service.</summary>
    public List<(int Settled, string Service)> Done { get; } = [];

    /// <summary>Kills and starts again; returns when that was done so often, or the runs ended before.</summary>
    /// <param name="runs">Under way.</param>
    /// <param name="expected">Outcomes that they will have.</param>
    /// <param name="times">How often.</param>
    public async Task SpreadAsync(SyncRuns runs, int expected, int times)
    {
        for (var kill = 0; kill < times; kill++)
        {
            var after = (int)((kill + 0.5) / times * expected);
            (int Settled, bool Ended) now = default;
            await Until.TrueAsync(async () => (now = await runs.ProgressAsync()) is var (settled, ended) && (settled >= after || ended), $"{after} of {expected} records are settled", TimeSpan.FromMinutes(30), runs.StateAsync);
            if (now.Ended) return;
            var service = platform.Services[kill % platform.Services.Count];
            await use.KeepAsync(service);
            await KillAsync(service);
            Done.Add((now.Settled, service.Name));
            Console.WriteLine($"shop: kill -9 of {service.Name} at {now.Settled} of {expected} records");
        }
    }

    private static async Task KillAsync(ServiceProcess service)
    {
        await service.KillAsync();
        await service.StartAsync();
    }
}
