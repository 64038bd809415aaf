using Hosting;
using Hosting.Data;
using Microsoft.Extensions.Options;

namespace Webhooks.Proving;

/// <summary>Works proofs as they come; of several instances each takes its own.</summary>
public sealed class ProofWorker(ProofBook book, ProofWork work, IOptions<ProofOptions> options, IConfiguration configuration, TimeProvider clock, ILogger<ProofWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(6);
    private DateTimeOffset _forgetAt;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var released = !(configuration.GetValue<bool>(ServiceAddresses.AllInOne) && configuration.UsesFiles());
        while (!stoppingToken.IsCancellationRequested)
        {
            var added = book.Added;
            var worked = false;
            try
            {
                if (!released) await book.ReleaseAllAsync(stoppingToken);
                released = true;
                var due = await book.DueAsync(stoppingToken);
                await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = stoppingToken }, async (proof, cancel) => await work.WorkAsync(proof, cancel));
                worked = due.Count > 0;
                await ForgetAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning("Proofs cannot be worked now: {Message}", e.GetBaseException().Message);
                worked = false;
            }
            if (!worked) await Task.WhenAny(added, Task.Delay(LookAgain, clock, stoppingToken));
        }
    }

    private async Task ForgetAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now < _forgetAt) return;
        _forgetAt = now + ForgetEvery;
        await book.ForgetAsync(now.AddDays(-options.Value.KeepDays), cancel);
    }
}
