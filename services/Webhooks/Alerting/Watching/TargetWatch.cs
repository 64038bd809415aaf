using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Webhooks.Records;

namespace Webhooks.Alerting.Watching;

/// <summary>Looks at the targets: whether they answer, how many records stand still in them, and how long records wait for their worker.</summary>
public sealed class TargetWatch(TargetServices targets, AlertBook book, Away away, IOptions<AlertOptions> options, TimeProvider clock)
{
    /// <summary>Looks at all of them.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        foreach (var target in targets.All) await LookAsync(target, cancel);
    }

    private async Task LookAsync(string target, CancellationToken cancel)
    {
        Standing? standing = null;
        string? trouble = null;
        try
        {
            standing = await targets.GetAsync<Standing>(target, "/standing", cancel);
        }
        catch (TargetAwayException e)
        {
            // A service that answers and does not know the question is not away.
            if (e.InnerException is not HttpRequestException { StatusCode: HttpStatusCode.NotFound }) trouble = e.Message;
        }
        await away.SayAsync(AlertKinds.TargetAway, target, trouble is null ? null : $"{trouble} What comes in meanwhile waits and is not lost. Start the service, or look at its log.", cancel);
        if (standing is not { Known: true }) return;
        await FailuresAsync(target, standing, cancel);
        await BacklogAsync(target, standing, cancel);
    }

    private async Task FailuresAsync(string target, Standing standing, CancellationToken cancel)
    {
        var step = Steps.OfFailures(standing.Failing, options.Value.FailuresFrom, await StepAsync(AlertKinds.FailuresGrowing, target, cancel));
        await SayAsync(AlertKinds.FailuresGrowing, target, step, string.Create(CultureInfo.InvariantCulture,
            $"{standing.Failing} records stand still in {target} until somebody does something. GET /api/failures?target={target} says why; POST /api/failures/retry tries again what was mended."), cancel);
    }

    private async Task BacklogAsync(string target, Standing standing, CancellationToken cancel)
    {
        var age = standing.OldestDueAt is { } oldest ? clock.GetUtcNow() - oldest : TimeSpan.Zero;
        var step = Steps.OfAge(age, TimeSpan.FromMinutes(options.Value.BacklogMinutes), await StepAsync(AlertKinds.BacklogAge, target, cancel));
        await SayAsync(AlertKinds.BacklogAge, target, step, string.Create(CultureInfo.InvariantCulture,
            $"{standing.Due} records wait to be written to {target}, the first of them for {(long)age.TotalMinutes} minutes. {standing.Paused ?? "Look at the service's log and GET /api/counts."}"), cancel);
    }

    private async Task<string?> StepAsync(string kind, string subject, CancellationToken cancel) => (await book.OpenAsync(kind, cancel)).FirstOrDefault(alert => alert.Subject == subject)?.Step;

    private Task SayAsync(string kind, string subject, string? step, string message, CancellationToken cancel) =>
        step is null ? book.ResolveAsync(kind, subject, cancel) : book.RaiseAsync(kind, subject, message, cancel, step);

    private sealed record Standing(string Target, bool Known, int Failing, int Due, DateTimeOffset? OldestDueAt, string? Paused);
}
