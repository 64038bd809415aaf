using System.Text.Json.Nodes;
using QboSync.Conflicts;
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
public sealed class EntryMaking(ReservationBook book, Turns turns, TimeProvider clock)
{
    /// <summary>The row of the plan's key, with the id in QuickBooks.</summary>
    /// <exception cref="FaultException">It could not be found or made.</exception>
    public async Task<Reservation> EnsureAsync(QuickBooksCompany company, EntryPlan plan, CancellationToken cancel)
    {
        if (await book.FindAsync(company.Realm, plan.Kind, plan.Key, cancel) is { ExternalId: not null } known) return known;
        using var turn = await turns.TakeAsync($"{company.Realm} {plan.Kind} {plan.Key}", cancel);
        var row = await book.OpenAsync(company.Realm, plan.Kind, plan.Key, cancel);
        if (row.ExternalId is not null) return row;
        await book.LeaseAsync(row, cancel);
        try
        {
            await MakeAsync(company, plan, row, cancel);
            return row;
        }
        finally
        {
            row.LeaseUntil = null;
            await book.SaveAsync(row, CancellationToken.None);
        }
    }

    private async Task MakeAsync(QuickBooksCompany company, EntryPlan plan, Reservation row, CancellationToken cancel)
    {
        if (row.SentAt is not null)
        {
            if (await SendAsync(company, plan, row, cancel)) return;
        }
        else if (await plan.FindAsync(cancel) is { } found)
        {
            Record(row, found, madeHere: false, hash: null);
            return;
        }
        foreach (var name in plan.Names)
        {
            (row.Body, row.RequestId) = (plan.Body(name).ToJsonString(), RequestId.Of(row));
            if (await SendAsync(company, plan, row, cancel)) return;
        }
        throw new FaultException(FaultKind.DuplicateName, "name_taken",
            $"Every name that this {plan.Entity.ToLowerInvariant()} could have in QuickBooks is taken by another customer, vendor, employee or item. Nothing was booked. Rename one of them, then push the record again.");
    }

    /// <summary>Sends the row's body; false where its name is somebody else's.</summary>
    private async Task<bool> SendAsync(QuickBooksCompany company, EntryPlan plan, Reservation row, CancellationToken cancel)
    {
        var inDoubt = row.SentAt is not null;
        row.SentAt = clock.GetUtcNow();
        await book.SaveAsync(row, cancel);
        var sent = FaultBody.Parse(row.Body!)!;
        try
        {
            var made = await company.WriteAsync(plan.Entity, row.Body!, row.RequestId!, cancel);
            row.Written = EntryClash.Written(null, sent, made);
            Record(row, made, madeHere: true, plan.Hash);
            return true;
        }
        catch (RefusedException e) when (e.Has("6240"))
        {
            Answered(row);
            var holder = await HolderAsync(company, plan, sent.Text(plan.NameField)!, cancel);
            if (holder is null || !plan.IsSame(holder)) return false;
            Record(row, holder, madeHere: inDoubt, hash: null);
            return true;
        }
        catch (FaultException e) when (e.Fault.Kind == FaultKind.UnknownOutcome)
        {
            throw new FaultException(new Fault(FaultKind.Transient, "no_answer",
                $"QuickBooks gave no answer when a {plan.Entity.ToLowerInvariant()} was made. The same request is sent again, so it is not made twice; nothing to do.", e.Fault.RetryAfter), e);
        }
        catch (FaultException e)
        {
            // A refusal is an answer; what was never taken up leaves an earlier doubt as it was.
            if (!inDoubt || e is RefusedException) Answered(row);
            throw;
        }
    }

    /// <summary>Whoever has the name in the plan's own list, inactive ones included. Where it is a vendor or an employee, nobody here has it.</summary>
    private static async Task<JsonObject?> HolderAsync(QuickBooksCompany company, EntryPlan plan, string name, CancellationToken cancel) =>
        (await company.QueryAsync(plan.Entity, $"{plan.NameField} = {Query.Literal(name)} and {Query.ActiveOrNot}", cancel)).FirstOrDefault();

    private static void Record(Reservation row, JsonObject entry, bool madeHere, string? hash)
    {
        (row.ExternalId, row.SyncToken, row.MadeHere, row.Hash) = (entry.Id(), entry.Text("SyncToken"), madeHere, hash);
        Answered(row);
    }

    private static void Answered(Reservation row)
    {
        row.SentAt = null;
        row.Revision++;
    }
}
