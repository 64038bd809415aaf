using QboSync.Storage;

namespace QboSync.Reserving;

/// <summary>
/// Takes a person's answer about a customer or an item that QuickBooks seemed to have (<see cref="FirstContactException"/>). The record must be
/// made due again afterwards.
/// </summary>
public sealed class EntryLinking(ReservationBook book)
{
    /// <summary>"Use this one": the key stands for the entry from now on. Its fields are left as they are until the record changes in the shop.</summary>
    /// <exception cref="Talking.FaultException">It is being made at this moment.</exception>
    public Task LinkAsync(string account, ReservationKind kind, string key, string externalId, CancellationToken cancel) =>
        DecideAsync(account, kind, key, row =>
        {
            (row.ExternalId, row.SyncToken, row.MadeHere, row.Hash, row.SentAt) = (externalId, null, false, null, null);
            row.Decision = EntryDecision.Link;
            row.Revision++;
        }, cancel);

    /// <summary>"Make a new one": whatever QuickBooks has, it is not it.</summary>
    /// <exception cref="Talking.FaultException">It is being made at this moment.</exception>
    public Task CreateAsync(string account, ReservationKind kind, string key, CancellationToken cancel) =>
        DecideAsync(account, kind, key, row => row.Decision = EntryDecision.Create, cancel);

    private async Task DecideAsync(string account, ReservationKind kind, string key, Action<Reservation> decide, CancellationToken cancel)
    {
        var row = await book.OpenAsync(account, kind, key, cancel);
        book.RefuseIfLeased(row);
        decide(row);
        await book.SaveAsync(row, cancel);
    }
}
