using Benchmarks.Deploying;
using Testing.Processes;

namespace Benchmarks.Measuring;

/// <summary>Processor time and memory peaks of services, over all the lives that each of them had.</summary>
internal sealed class ProcessUse
{
    private readonly Dictionary<string, (TimeSpan Cpu, int Peak)> _kept = [];

    /// <summary>Adds what a service's process used so far; before it is killed, and at the end.</summary>
    public async Task KeepAsync(ServiceProcess service)
    {
        var process = BenchPlatform.ProcessId(service);
        var (cpu, peak) = _kept.GetValueOrDefault(service.Name);
        _kept[service.Name] = (cpu + await BenchPlatform.CpuOfAsync(process), Math.Max(peak, MemoryBenchmark.Megabytes($"/proc/{process}/status", "VmHWM:")));
    }

    /// <summary>By service: processor time, and the most memory it ever had, in MB.</summary>
    public IReadOnlyDictionary<string, (TimeSpan Cpu, int Peak)> ByService => _kept;
}
