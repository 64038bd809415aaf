namespace Webhooks.Sweeping;

/// <summary>Reads what changed since the last reading, as a run like any other; where nothing did, no run is left behind.</summary>
public sealed class ModifiedSweep(SweepRuns runs, SweepBook book)
{
    /// <summary>Begins the reading; it goes on by itself.</summary>
    public async Task<SweepOutcome> RunAsync(Sweep row, string tenant, CancellationToken cancel)
    {
        await book.ForgetAsync(row, cancel);
        await runs.ReadAsync(row, tenant, "schedule", everything: false, reason: null, cancel);
        return new("What changed is read.");
    }
}
