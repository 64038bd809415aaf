using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;

namespace Webhooks.Deliveries;

/// <summary>Puts deliveries into the journal again, page by page; they pass the same gate as the first time.</summary>
public sealed class Replay(IDbContextFactory<JournalDb> databases, JournalWriter journal, TimeProvider clock)
{
    /// <summary>How many deliveries one request may replay.</summary>
    public const int Most = 1000;

    /// <summary>Replays, or says what a replay would do.</summary>
    public async Task<ReplayResult> RunAsync(ReplayRequest request, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var cursor = request.Cursor is { } text ? ReplayCursor.Read(text)! : new ReplayCursor(0, await database.Deliveries.MaxAsync(row => (long?)row.Id, cancel) ?? 0);
        var ids = request.Ids ?? [];
        var meant = (request.Filter is { } filter ? filter.Apply(database.Deliveries) : database.Deliveries.Where(row => ids.Contains(row.Id))).AsNoTracking().Where(row => row.Id <= cursor.UpTo);
        var rows = meant.Where(row => row.State != DeliveryState.Refused && row.State != DeliveryState.Unverified);
        var page = await rows.Where(row => row.Id > cursor.After).OrderBy(row => row.Id).Take(request.Limit).ToListAsync(cancel);
        var last = page.Count > 0 ? page[^1].Id : cursor.After;

        var expectation = new ReplayExpectation(database, request.Force);
        var lines = new List<ReplayLine>(page.Count);
        foreach (var row in page) lines.Add(await expectation.OfAsync(row, cancel));
        if (!request.DryRun) lines = await WriteAsync(page, lines, request, cancel);

        var remaining = await rows.CountAsync(row => row.Id > last, cancel);
        var matched = await rows.CountAsync(cancel);
        return new ReplayResult(request.DryRun, matched, await meant.CountAsync(cancel) - matched, lines.Count, remaining,
            remaining > 0 ? (cursor with { After = last }).Text : null,
            lines.GroupBy(line => line.Expected).ToDictionary(group => group.Key, group => group.Count()), expectation.Money(), lines);
    }

    // Handed over in their order and waited for together, so that they share transactions.
    private async Task<List<ReplayLine>> WriteAsync(List<Delivery> page, List<ReplayLine> lines, ReplayRequest request, CancellationToken cancel)
    {
        var written = new List<Task<Journaled>>(page.Count);
        foreach (var row in page) written.Add(journal.WriteAsync(Again(row, request), cancel));
        var journaled = await Task.WhenAll(written);
        return [.. lines.Select((line, index) => line with { ReplayId = journaled[index].Id })];
    }

    private Delivery Again(Delivery row, ReplayRequest request)
    {
        var now = clock.GetUtcNow();
        return new Delivery
        {
            Kind = DeliveryKind.Replay, StoreId = row.StoreId, TenantId = row.TenantId, ReceivedAt = now, Topic = row.Topic, WebhookId = row.WebhookId,
            DeliveryId = row.DeliveryId, Source = row.Source, Headers = row.Headers, Body = row.Body, State = DeliveryState.Received, DueAt = now,
            Priority = Contracts.ChangePriority.Requested, Force = request.Force, OnlyTargets = request.Target,
            SyncId = RunIds.Of(row.StoreId, $"replay {row.Id} {Guid.NewGuid():N}", now),
        };
    }
}
