using Contracts;
using Webhooks.Journal;
using Webhooks.Pulling;
using Webhooks.Records;
using Webhooks.Runs;

namespace Webhooks.Planning;

/// <summary>Asks the targets of one dry run what they would do. One that cannot say is named once, and not asked again.</summary>
internal sealed class PlanAsking(TargetServices targets, Pull pull, TimeProvider clock)
{
    private const int MostRecords = 50;
    private const int MostCharacters = 4_000_000;
    private const int Tries = 3;
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(65);

    private readonly Dictionary<string, (PlanProblem Problem, int Left)> _stopped = new(StringComparer.Ordinal);

    /// <summary>Targets that could not say, each with how many records were left because of it.</summary>
    public IEnumerable<RunError> Problems => _stopped.Select(stopped => new RunError(stopped.Key, pull.Entity, "",
        $"{stopped.Key} cannot say what it would do: {stopped.Value.Problem.Message} Not planned: {stopped.Value.Left} records. Start the dry run again once it is mended.", stopped.Value.Problem.Code));

    /// <summary>What would become of some rows in every target that they are addressed to.</summary>
    public async Task<IReadOnlyList<RunItem>> AskAsync(IReadOnlyList<Delivery> rows, CancellationToken cancel)
    {
        var items = new List<RunItem>();
        foreach (var target in rows.SelectMany(row => row.Addressed.Select(addressed => addressed.Target)).Where(Wanted).Distinct().Order(StringComparer.Ordinal).ToList())
        {
            foreach (var batch in Batches(rows.Where(row => row.Addressed.Any(addressed => addressed.Target == target))))
            {
                var answer = _stopped.TryGetValue(target, out var stopped) ? new PlanAnswer { Problem = stopped.Problem } : await PlanAsync(target, batch, cancel);
                if (answer.Problem is { } problem) _stopped[target] = (problem, stopped.Left + batch.Count);
                else items.AddRange(ItemsOf(target, batch, answer));
            }
        }
        return items;
    }

    /// <summary>Rows that the shop did not let us judge.</summary>
    public IEnumerable<RunItem> Unread(IEnumerable<(Delivery Row, string Problem)> unread, IReadOnlyList<string> connected) =>
        from one in unread
        from target in connected
        select new RunItem
        {
            SyncId = pull.SyncId, Target = target, Entity = one.Row.Entity!, Key = one.Row.Key!, Outcome = RecordOutcome.Failed, Code = "shop_unreadable",
            Message = Cut($"The shop must be read first, and cannot be: {one.Problem}"), SettledAt = clock.GetUtcNow(),
        };

    private bool Wanted(string target) => target != BusNames.SyncRuns && (pull.Target is null || target == pull.Target);

    private async Task<PlanAnswer> PlanAsync(string target, IReadOnlyList<Delivery> rows, CancellationToken cancel)
    {
        var question = new PlanQuestion { SyncId = pull.SyncId, TenantId = pull.TenantId, StoreId = pull.StoreId, Entity = pull.Entity, Records = [.. rows.Select(Planned)] };
        for (var tries = 1; ; tries++)
        {
            PlanAnswer answer;
            try
            {
                answer = await targets.PostAsync<PlanAnswer>(target, "/plan", question, cancel, Within);
            }
            catch (TargetAwayException e)
            {
                answer = new PlanAnswer { Problem = new PlanProblem("target_away", e.Message, RetryAfterSeconds: tries) };
            }
            if (answer.Problem?.RetryAfterSeconds is not { } seconds || tries >= Tries || TimeSpan.FromSeconds(seconds) > LongestWait) return answer;
            await Task.Delay(TimeSpan.FromSeconds(seconds), clock, cancel);
        }
    }

    private IEnumerable<RunItem> ItemsOf(string target, IReadOnlyList<Delivery> rows, PlanAnswer answer)
    {
        var lines = answer.Records.ToDictionary(line => line.Key, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var line = lines.GetValueOrDefault(row.Key!) ?? new PlanLine(row.Key!, RecordOutcome.Failed, "not_answered", $"{target} answered without a word on this record.", null, null, null);
            yield return new RunItem
            {
                SyncId = pull.SyncId, Target = target, Entity = row.Entity!, Key = row.Key!, Modified = row.Modified, Seq = row.Seq!.Value, Outcome = line.Outcome,
                ExternalId = line.ExternalId, Code = line.Code, Message = Cut(line.Message), SettledAt = clock.GetUtcNow(),
                AmountScaled = line.Amount is { } amount ? (long)Math.Round(amount * 10_000m, MidpointRounding.AwayFromZero) : null, Currency = line.Currency,
            };
        }
    }

    // As the change would carry it, see the relay.
    private static PlannedRecord Planned(Delivery row) => new()
    {
        Key = row.Key!, Modified = row.Modified, Seq = row.Seq!.Value, Deleted = row.Deleted, Body = row.ReadBody ?? row.Text(), Refunds = row.Refunds, Force = row.Force, History = row.History,
    };

    private static IEnumerable<IReadOnlyList<Delivery>> Batches(IEnumerable<Delivery> rows)
    {
        var (batch, size) = (new List<Delivery>(), 0);
        foreach (var row in rows)
        {
            var own = (row.ReadBody?.Length ?? row.Body.Length) + (row.Refunds?.Length ?? 0);
            if (batch.Count > 0 && (batch.Count >= MostRecords || size + own > MostCharacters))
            {
                yield return batch;
                (batch, size) = ([], 0);
            }
            batch.Add(row);
            size += own;
        }
        if (batch.Count > 0) yield return batch;
    }

    private static string? Cut(string? text) => text is { Length: > 2000 } ? text[..2000] : text;
}
