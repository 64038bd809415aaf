using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using QboSync.Faults;
using QboSync.Documents;
using QboSync.Settings;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Sending;

/// <summary>
/// Finds out what became of a write whose answer never came: waits until a late commit must have landed, asks QuickBooks, and then either
/// adopts what it finds or sends the same request again. Whatever newer version waits, this comes first.
/// </summary>
public sealed class DoubtSettling(DocumentSender sender, DocumentSearch search, IOptions<QuickBooksOptions> options, TimeProvider clock, ILogger<DoubtSettling> log)
{
    /// <summary>How far the clocks of both sides may differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    /// <summary>Settles a row; one that is not in doubt is left alone.</summary>
    /// <exception cref="FaultException">
    /// It cannot be settled yet (<see cref="FaultKind.UnknownOutcome"/> with the time to wait), or only by a person (<see cref="FaultKind.Conflict"/>).
    /// </exception>
    public async Task SettleAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel)
    {
        if (row.SentAt is not { } sentAt) return;
        var wait = sentAt + options.Value.InDoubtWait - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
            throw new FaultException(FaultReading.Read([], new FaultAct(row.IsBooked ? FaultVerb.Update : FaultVerb.Create, row.Kind.ToString())) with { RetryAfter = wait });
        if (row.IsBooked) await SettleUpdateAsync(company, row, cancel);
        else await SettleCreateAsync(company, row, cancel);
    }

    private async Task SettleCreateAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel)
    {
        // Known to QuickBooks and yet not there: perhaps it was made long ago, under a database that is not here any more.
        var since = row.RepeatRefusedAt is null ? row.SentAt!.Value - ClockSkew : DateTimeOffset.UnixEpoch;
        var found = await search.FindAsync(company, row, since, row.SentAt!.Value + options.Value.InDoubtWait, cancel);
        if (found.Count > 1) throw DocumentSearch.FoundTwice(row, found);
        if (found.Count == 1)
        {
            log.LogInformation("Doubt about {Kind} {Source} settled: found as {Id}", row.Kind, row.SourceId, found[0].Id());
            await sender.RecordAsync(row, found[0]);
            return;
        }
        await RepeatAsync(company, row, cancel);
    }

    private async Task SettleUpdateAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel)
    {
        JsonObject current;
        try
        {
            current = await company.ReadAsync(row.Kind.ToString(), row.ExternalId!, cancel);
        }
        catch (RefusedException e) when (e.IsGone)
        {
            if (row.Removing is null) await sender.SettledAsync(row); // deleted meanwhile: the update has nothing left to change
            else await sender.RemovedAsync(row, Removal.Delete, null);
            return;
        }
        if (row.Removing == Removal.Void && Removing.IsVoided(current))
        {
            await sender.RemovedAsync(row, Removal.Void, current);
            return;
        }
        if (current.Text("SyncToken") == row.SyncToken)
        {
            await RepeatAsync(company, row, cancel);
            return;
        }
        // It moved, by us or by a person. A full update can be done again without harm, so what stands there counts as not known; and what
        // was to be taken out stands, changed by somebody: whoever wanted it out decides anew.
        (row.SyncToken, row.TotalAmt, row.Hash, row.Answer) = (current.Text("SyncToken"), current.Amount("TotalAmt"), null, current.ToJsonString());
        await sender.SettledAsync(row);
    }

    private async Task RepeatAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel)
    {
        if (row.RepeatRefusedAt is not null)
        {
            // Fault 600: QuickBooks will not do this request again, and at a second look, later, what it was to make is still not there.
            log.LogWarning("Doubt about {Kind} {Source} settled: QuickBooks knows the request and holds nothing of it; it goes on as a new one", row.Kind, row.SourceId);
            await sender.SettledAsync(row);
            return;
        }
        try
        {
            await sender.RepeatAsync(company, row, cancel);
            log.LogInformation("Doubt about {Kind} {Source} settled: sent again under the same requestid", row.Kind, row.SourceId);
        }
        catch (RefusedException e) when (e.Fault.Kind != FaultKind.UnknownOutcome)
        {
            // A refusal is an answer too. The version that is wanted now gets its own.
            log.LogInformation("Doubt about {Kind} {Source} settled: refused ({Code})", row.Kind, row.SourceId, e.Fault.Code);
        }
    }
}
