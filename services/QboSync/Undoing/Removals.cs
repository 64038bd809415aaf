using QboSync.Conflicts;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Undoing;

/// <summary>Takes one document out of the books that nobody has changed since our last write.</summary>
public static class Removals
{
    /// <summary>Removes it.</summary>
    /// <exception cref="FaultException">
    /// A person changed it since (<see cref="RefusedException"/> with 5010), QuickBooks does not let it go, or the outcome is not known.
    /// </exception>
    public static async Task RemoveAsync(DocumentSender sender, QuickBooksCompany company, BookedDocument row, Removal how, CancellationToken cancel)
    {
        try
        {
            await sender.RemoveAsync(company, row, how, cancel);
        }
        catch (RefusedException e) when (e.Has("5010"))
        {
            // QuickBooks itself moves the SyncToken of what is linked: of an invoice whose payment has just gone, say.
            var standing = await company.ReadAsync(row.Kind.ToString(), row.ExternalId!, cancel);
            if (!Untouched.Is(row, standing)) throw;
            DocumentClash.Take(row, standing);
            await sender.RemoveAsync(company, row, how, cancel);
        }
    }
}
