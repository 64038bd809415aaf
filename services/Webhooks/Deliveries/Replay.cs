using FluentValidation;
using Hosting.Secrets;
using Hosting.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Journal;
using Webhooks.Judging;
using Woo.Shapes;
using Woo.Versioning;

namespace Webhooks.Deliveries;

/// <summary>Deliveries to send through the gate once more.</summary>
public sealed record ReplayRequest
{
    /// <summary>Journal ids.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Or a filter.</summary>
    public DeliveryFilter? Filter { get; init; }

    /// <summary>One target; null for all.</summary>
    public string? Target { get; init; }

    /// <summary>Publish even what the targets know already. Never an older version.</summary>
    public bool Force { get; init; }

    /// <summary>Only say what would happen.</summary>
    public bool DryRun { get; init; }
}

/// <summary>Checks a <see cref="ReplayRequest"/>.</summary>
public sealed class ReplayRequestValidator : AbstractValidator<ReplayRequest>
{
    /// <summary>The rules.</summary>
    public ReplayRequestValidator(IOptions<SyncOptions> sync)
    {
        RuleFor(request => request.Ids).Must((request, ids) => ids is { Count: > 0 } ^ request.Filter is { IsEmpty: false })
            .WithMessage("Give either ids or a filter with at least one field.");
        RuleFor(request => request.Ids).Must(ids => ids is null || ids.Count <= Replay.Most).WithMessage($"At most {Replay.Most} ids at a time.");
        RuleFor(request => request.Filter).Must(filter => filter?.Error() is null).WithMessage(request => request.Filter!.Error());
        RuleFor(request => request.Target).Must(target => target is null || sync.Value.TargetList().Contains(target))
            .WithMessage($"Must be one of {string.Join(", ", sync.Value.TargetList())}.");
    }
}

/// <summary>What a replay does, or would do, with each delivery.</summary>
public sealed record ReplayResult(bool DryRun, int Count, IReadOnlyList<ReplayLine> Deliveries);

/// <summary>One delivery of a replay.</summary>
/// <param name="Id">The delivery that is replayed.</param>
/// <param name="ReplayId">The new journal row; null in a dry run, or where nothing can be replayed.</param>
/// <param name="Expected">What the gate says of it now: New, Stale, Unchanged, Tie, Asks (the shop is asked) or Kept.</param>
/// <param name="WooId">The record.</param>
/// <param name="Entity">Of which kind.</param>
public sealed record ReplayLine(long Id, long? ReplayId, string Expected, string? Entity, string? WooId);

/// <summary>Puts deliveries into the journal again; they pass the same gate as the first time.</summary>
public sealed class Replay(IDbContextFactory<JournalDb> databases, JournalWriter journal, TimeProvider clock)
{
    /// <summary>How many deliveries one request may replay.</summary>
    public const int Most = 1000;

    /// <summary>Replays, or says what a replay would do.</summary>
    public async Task<ReplayResult> RunAsync(ReplayRequest request, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var ids = request.Ids ?? [];
        var rows = request.Filter is { } filter ? filter.Apply(database.Deliveries) : database.Deliveries.Where(row => ids.Contains(row.Id));
        var found = await rows.AsNoTracking().Where(row => row.State != DeliveryState.Refused && row.State != DeliveryState.Unverified)
            .OrderBy(row => row.Id).Take(Most).ToListAsync(cancel);

        var lines = new List<ReplayLine>();
        foreach (var row in found)
        {
            var expected = await ExpectedAsync(database, row, request.Force, cancel);
            var replay = request.DryRun ? null : await journal.WriteAsync(Again(row, request), cancel);
            lines.Add(new ReplayLine(row.Id, replay?.Id, expected, row.Entity, row.Key));
        }
        return new ReplayResult(request.DryRun, lines.Count, lines);
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

    private static async Task<string> ExpectedAsync(JournalDb database, Delivery row, bool force, CancellationToken cancel)
    {
        var delivery = Woo.Verifying.WooDelivery.Read(new Woo.Verifying.WooHeaders { Topic = row.Topic, Signature = row.Signature ?? "-" }, row.Body);
        if (delivery is not { Entity: { } entity, Id: { } id }) return "Kept";
        var key = id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var known = await database.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.StoreId == row.StoreId && v.Entity == entity && v.Key == key, cancel);
        try
        {
            var (kept, read) = Classify.Of(delivery, row.Body, known is { Seq: > 0 });
            if (kept is not null) return "Kept";
            if (read != ReadKind.None) return "Asks";
            var body = row.Text();
            var (verdict, _) = Gate.Judge(known is null ? null : new(new(known.Modified, known.Seq), known.ContentHash, known.Deleted),
                new(WooContent.Version(body), WooContent.Hash(entity, body), false, false));
            return verdict == Gate.Verdict.Unchanged && force ? "New" : verdict.ToString();
        }
        catch (Exception e) when (e is WooShapeException or InvalidOperationException or System.Text.Json.JsonException)
        {
            return "Kept";
        }
    }
}
