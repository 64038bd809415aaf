using Microsoft.Extensions.Options;
using SupabaseSync.Conflicts;
using SupabaseSync.Mirroring.Calling;
using SupabaseSync.Mirroring.Mapping;
using Syncing.Working;

namespace SupabaseSync.Mirroring;

/// <summary>
/// Mirrors records into a Supabase project: maps them, looks at the rows that they would overwrite, sends them in batches, tells what became of each. Every write bears a repeat (key,
/// version guard), so a lost answer is no doubt but simply another try.
/// </summary>
public sealed class SupabaseFlow(SupabaseClient client, RowMeeting edits, IOptions<SupabaseOptions> options) : ITargetFlow
{
    /// <summary>As in <c>Sync:Targets</c>.</summary>
    public const string TargetName = "supabase";

    /// <inheritdoc/>
    public string Target => TargetName;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkResult>> WorkAsync(TargetAccount account, string entity, IReadOnlyList<WorkItem> items, CancellationToken cancel)
    {
        if (!Project.TryRead(account.Credential, out var project, out var unusable)) return [.. items.Select(item => WorkResult.Faulted(item, unusable))];

        var results = new List<WorkResult>(items.Count);
        var mapped = new List<MirrorRow>(items.Count);
        foreach (var item in items)
        {
            var (row, fault) = RowMapper.Map(item);
            if (row is not null) mapped.Add(row);
            else results.Add(WorkResult.Faulted(item, fault!));
        }

        var (rows, superseded) = Batching.Newest(mapped);
        results.AddRange(superseded.Select(row => Results.Stale(row)));
        var meeting = await edits.MeetAsync(account, project, entity, rows, cancel);
        results.AddRange(meeting.Settled);
        await SendAsync(project, entity, meeting.Send, results, cancel);
        await edits.WrittenAsync(meeting, results, cancel);
        return results;
    }

    private async Task SendAsync(Project project, string entity, IReadOnlyList<MirrorRow> rows, List<WorkResult> results, CancellationToken cancel)
    {
        var waiting = new Stack<IReadOnlyList<MirrorRow>>(Batching.Cut(rows, options.Value.BatchRows, options.Value.BatchBytes).Reverse());
        while (waiting.TryPop(out var batch))
        {
            var answer = await client.SendBatchAsync(project, entity, [.. batch.Select(row => row.Json)], cancel);
            if (answer.Fault is null)
            {
                results.AddRange(batch.Select(row => Results.Of(row, answer.Records.GetValueOrDefault((row.Item.StoreId, row.WooId)))));
            }
            else if (batch.Count > 1 && ConcernsTheBatchAlone(answer.Fault))
            {
                var half = batch.Count / 2;
                waiting.Push([.. batch.Skip(half)]);
                waiting.Push([.. batch.Take(half)]);
            }
            else
            {
                results.AddRange(batch.Select(row => WorkResult.Faulted(row.Item, answer.Fault)));
                // The project is away or shut: the rest would only meet the same, each after its own time-out.
                if (!ConcernsTheBatchAlone(answer.Fault))
                    while (waiting.TryPop(out var unsent)) results.AddRange(unsent.Select(row => WorkResult.Faulted(row.Item, answer.Fault)));
            }
        }
    }

    /// <summary>Too slow as a whole, or one record in it that PostgREST cannot even read: smaller parts may pass, and other batches too.</summary>
    private static bool ConcernsTheBatchAlone(Fault fault) => fault.Kind == FaultKind.Invalid || fault.Code == "statement_timeout";
}
