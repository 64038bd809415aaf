using System.Text.Json;
using Contracts;
using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary>What a dry run says of a run as a whole.</summary>
internal static class RunTotals
{
    /// <summary>Counts and money by target and currency, added up by the database.</summary>
    public static async Task<IReadOnlyList<RunTotal>> OfAsync(RunsDb database, Run run, CancellationToken cancel)
    {
        var sums = await database.Items.AsNoTracking().Of(run).Where(item => item.Outcome != null)
            .GroupBy(item => new { item.Target, item.Currency, item.Outcome })
            .Select(group => new { group.Key.Target, group.Key.Currency, group.Key.Outcome, Count = group.Count(), Scaled = group.Sum(item => item.AmountScaled) })
            .ToListAsync(cancel);
        return [.. sums.GroupBy(sum => (sum.Target, sum.Currency)).OrderBy(total => total.Key.Target, StringComparer.Ordinal).ThenBy(total => total.Key.Currency, StringComparer.Ordinal).Select(total =>
        {
            RunSum Sum(RecordOutcome outcome) => new(total.Where(sum => sum.Outcome == outcome).Sum(sum => sum.Count),
                total.Key.Currency is null ? null : total.Where(sum => sum.Outcome == outcome).Sum(sum => sum.Scaled ?? 0) / 10_000m);
            return new RunTotal(total.Key.Target, total.Key.Currency, Sum(RecordOutcome.Created), Sum(RecordOutcome.Updated), Sum(RecordOutcome.Skipped), Sum(RecordOutcome.Failed));
        })];
    }

    /// <summary>What went wrong with the run as a whole.</summary>
    public static IReadOnlyList<RunError> Problems(Run run) => run.Problems is null ? [] : JsonSerializer.Deserialize<List<RunError>>(run.Problems)!;

    /// <summary>The same, as it is kept.</summary>
    public static string? Kept(IReadOnlyCollection<RunError> problems) => problems.Count == 0 ? null : JsonSerializer.Serialize(problems);
}
