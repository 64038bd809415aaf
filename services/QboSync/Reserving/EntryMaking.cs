using System.Globalization;
using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Conflicts;
using QboSync.Mapping;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Reserving;

/// <summary>
/// Finds or makes a customer or an item, each once whoever wants it at the same time. A create whose answer was lost is simply sent again
/// under the same requestid: QuickBooks keeps the names of its lists unique, so a late commit shows as a name that is taken, by the one we
/// want. No waiting is needed as it is for documents.
/// </summary>
public sealed class EntryMaking(ReservationBook book, Turns turns, TimeProvider clock, ILogger<EntryMaking> log)
{
    // How far QuickBooks' clock may be behind ours.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The row of the plan's key, with the id in QuickBooks. In a preview nothing is made: the row is not kept, and its id may be a placeholder.</summary>
    /// <exception cref="FaultException">It could not be found or made.</exception>
    public async Task<Reservation> EnsureAsync(CompanyBooks books, EntryPlan plan, CancellationToken cancel) =>
        await book.FindAsync(books.Realm, plan.Kind, plan.Key, cancel) is { ExternalId: not null } known
            ? known
            : (await HeldAsync(books, plan, null, cancel))!;

    /// <summary>
    /// The same, and <paramref name="claim"/> is asked what the row is for before anybody else has a turn at it. Null where the claim says
    /// so, or where it is not there and may only be found.
    /// </summary>
    /// <exception cref="FaultException">It could not be found or made.</exception>
    public Task<Reservation?> ClaimAsync(
        CompanyBooks books, EntryPlan plan, Func<Reservation, CancellationToken, Task<Reservation?>> claim, CancellationToken cancel) =>
        HeldAsync(books, plan, claim, cancel);

    /// <summary>What is there, or would be made; nothing is written, here or in QuickBooks.</summary>
    /// <exception cref="FaultException">QuickBooks could not be asked.</exception>
    public async Task<EntryFinding> LookAsync(CompanyBooks books, EntryPlan plan, CancellationToken cancel)
    {
        var finding = new EntryFinding { Entity = plan.Entity, Kind = plan.Kind, Key = plan.Key, Name = plan.Names[0] };
        var row = await book.FindAsync(books.Realm, plan.Kind, plan.Key, cancel);
        if (row is { ExternalId: { } known }) return finding with { ExternalId = known };
        var candidates = FirstContactRule.MakesNew(plan.FirstContact, row?.Decision) ? [] : await plan.FindAsync(cancel);
        if (FirstContactRule.Choose(plan.FirstContact, candidates, plan.IsExact) is { } found) return finding with { ExternalId = found.Id(), Name = found.Text(plan.NameField) ?? "" };
        return finding with { Body = plan.Body(plan.Names[0]), Candidates = [.. candidates.Select(EntryCandidate.Of)] };
    }

    private async Task<Reservation?> HeldAsync(
        CompanyBooks books, EntryPlan plan, Func<Reservation, CancellationToken, Task<Reservation?>>? claim, CancellationToken cancel)
    {
        if (books.Look is { } look) return await LookedAsync(books, plan, look, claim ?? AsItIs, cancel);
        using var turn = await turns.TakeAsync($"{books.Realm} {plan.Kind} {plan.Key}", cancel);
        var row = await book.OpenAsync(books.Realm, plan.Kind, plan.Key, cancel);
        if (row.ExternalId is not null && claim is null) return row; // made while we waited for our turn
        await book.LeaseAsync(row, cancel);
        try
        {
            if (row.ExternalId is null) await MakeAsync(books.Company, plan, row, cancel);
            return row.ExternalId is null ? null : await (claim ?? AsItIs)(row, cancel);
        }
        finally
        {
            row.LeaseUntil = null;
            await book.SaveAsync(row, CancellationToken.None);
        }
    }

    private static Task<Reservation?> AsItIs(Reservation row, CancellationToken cancel) => Task.FromResult<Reservation?>(row);

    private async Task<Reservation?> LookedAsync(
        CompanyBooks books, EntryPlan plan, EntryLook look, Func<Reservation, CancellationToken, Task<Reservation?>> claim, CancellationToken cancel)
    {
        var finding = await LookAsync(books, plan, cancel);
        var row = new Reservation { Account = books.Realm, Kind = plan.Kind, NaturalKey = plan.Key, ExternalId = finding.Placeholder, Rehearsed = true };
        if (finding.ExternalId is not null)
        {
            look.Link(finding);
            return await claim(row, cancel);
        }
        if (look.Asks) await AskedAsync(books, plan, finding, cancel);
        if (plan.FindOnly && finding.Candidates.Count == 0) return null;
        look.Add(finding);
        (row.MadeHere, row.Hash) = (true, plan.Hash); // as it would be once it is made
        return row;
    }

    /// <summary>Where a person would be asked when it is made: about what was found, or about who has its name.</summary>
    private async Task AskedAsync(CompanyBooks books, EntryPlan plan, EntryFinding finding, CancellationToken cancel)
    {
        if (finding.Candidates.Count > 0) throw new FirstContactException(books.Realm, plan, finding.Candidates);
        var row = await book.FindAsync(books.Realm, plan.Kind, plan.Key, cancel);
        if (plan.FindOnly || plan.FirstContact != FirstContact.Ask || FirstContactRule.MakesNew(plan.FirstContact, row?.Decision)) return;
        foreach (var name in plan.Names)
        {
            if (await NameHolder.FindAsync(books.Company, plan.Entity, plan.NameField, name, cancel) is not { } holder) return;
            if (holder.Entity == plan.Entity && await plan.IsSameAsync(holder.Entry, cancel)) throw new FirstContactException(books.Realm, plan, [EntryCandidate.Of(holder.Entry)]);
        }
    }

    private async Task MakeAsync(QuickBooksCompany company, EntryPlan plan, Reservation row, CancellationToken cancel)
    {
        var holders = new List<NameHolder>();
        if (row.SentAt is not null)
        {
            if (await SendAsync(company, plan, row, holders, cancel)) return;
        }
        else if (!FirstContactRule.MakesNew(plan.FirstContact, row.Decision))
        {
            var candidates = await plan.FindAsync(cancel);
            if (FirstContactRule.Choose(plan.FirstContact, candidates, plan.IsExact) is { } found)
            {
                Record(row, found, madeHere: false, hash: null);
                return;
            }
            if (candidates.Count > 0) throw new FirstContactException(company.Realm, plan, [.. candidates.Select(EntryCandidate.Of)]);
        }
        if (plan.FindOnly) return;
        foreach (var name in plan.Names)
        {
            (row.Body, row.RequestId) = (plan.Body(name).ToJsonString(), RequestId.Of(row));
            if (await SendAsync(company, plan, row, holders, cancel)) return;
        }
        throw new FaultException(FaultKind.DuplicateName, "name_taken",
            $"Every name that this {plan.Entity.ToLowerInvariant()} could have in QuickBooks is taken{By(holders)}. Nothing was booked. Rename one of them, then push the record again.");
    }

    private static string By(List<NameHolder> holders) =>
        holders.Count == 0 ? " by another customer, vendor, employee or item" : $", by {string.Join(", ", holders.Select(holder => holder.Words).Distinct())}";

    /// <summary>Sends the row's body; false where its name is somebody else's.</summary>
    private async Task<bool> SendAsync(
        QuickBooksCompany company, EntryPlan plan, Reservation row, List<NameHolder> holders, CancellationToken cancel, bool cleaned = false)
    {
        var sentBefore = row.SentAt;
        row.SentAt ??= clock.GetUtcNow();
        await book.SaveAsync(row, cancel);
        var sent = FaultBody.Parse(row.Body!)!;
        try
        {
            Record(row, await company.WriteAsync(plan.Entity, row.Body!, row.RequestId!, cancel), madeHere: true, plan.Hash);
            return true;
        }
        catch (RefusedException e) when (e.Has("6240"))
        {
            Answered(row);
            return await TakenAsync(company, plan, row, sent.Text(plan.NameField)!, sentBefore, holders, cancel);
        }
        catch (RefusedException e) when (!cleaned && Sanitising.Of(sent, e.Errors) is { } clean)
        {
            Answered(row);
            log.LogInformation("QuickBooks refuses a text of a {Entity} ({Code}); it is sent once more without what was refused", plan.Entity, e.Fault.Code);
            (row.Body, row.RequestId) = (clean.ToJsonString(), RequestId.Of(row));
            return await SendAsync(company, plan, row, holders, cancel, cleaned: true);
        }
        catch (FaultException e) when (e.Fault.Kind == FaultKind.UnknownOutcome)
        {
            throw new FaultException(new Fault(FaultKind.Transient, "no_answer",
                $"QuickBooks gave no answer when a {plan.Entity.ToLowerInvariant()} was made. The same request is sent again, so it is not made twice; nothing to do.", e.Fault.RetryAfter), e);
        }
        catch (FaultException e)
        {
            // A refusal is an answer; what was never taken up leaves an earlier doubt as it was.
            if (sentBefore is null || e is RefusedException) Answered(row);
            if (e is RefusedException refused && plan.Explain(refused) is { } why) throw new FaultException(why, e);
            throw;
        }
    }

    private async Task<bool> TakenAsync(
        QuickBooksCompany company, EntryPlan plan, Reservation row, string name, DateTimeOffset? sentBefore, List<NameHolder> holders, CancellationToken cancel)
    {
        var holder = await NameHolder.FindAsync(company, plan.Entity, plan.NameField, name, cancel);
        var makesNew = FirstContactRule.MakesNew(plan.FirstContact, row.Decision);
        if (holder is not null && holder.Entity == plan.Entity && await plan.IsSameAsync(holder.Entry, cancel))
        {
            if (sentBefore is { } since && (!makesNew || IsSince(holder.Entry, since)))
            {
                Record(row, holder.Entry, madeHere: true, hash: null);
                return true;
            }
            if (!makesNew && plan.FirstContact == FirstContact.Ask) throw new FirstContactException(company.Realm, plan, [EntryCandidate.Of(holder.Entry)]);
            if (!makesNew)
            {
                Record(row, holder.Entry, madeHere: false, hash: null);
                return true;
            }
        }
        log.LogInformation("A {Entity} cannot have its name in QuickBooks: it is held by {Holder}; the next name is tried", plan.Entity, holder?.Words ?? "nobody that QuickBooks shows");
        if (holder is not null) holders.Add(holder);
        return false;
    }

    private static bool IsSince(JsonObject entry, DateTimeOffset sent) =>
        DateTimeOffset.TryParse(entry.Text("MetaData", "CreateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made) && made >= sent - ClockSkew;

    private static void Record(Reservation row, JsonObject entry, bool madeHere, string? hash)
    {
        (row.ExternalId, row.SyncToken, row.MadeHere, row.Hash) = (entry.Id(), entry.Text("SyncToken"), madeHere, hash);
        (row.Written, row.Kept) = (hash is null ? null : EntryClash.Written(null, FaultBody.Parse(row.Body!)!, entry), null);
        Answered(row);
    }

    private static void Answered(Reservation row)
    {
        row.SentAt = null;
        row.Revision++;
    }
}
