using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>Whether a document that was booked still stands in QuickBooks, or a person took it out.</summary>
public sealed class Standing(DocumentBook book, DocumentSender sender)
{
    /// <summary>Asks QuickBooks. A deleted document is forgotten and may be booked anew; of a voided one is remembered that a person voided it.</summary>
    /// <exception cref="FaultException">It cannot be read.</exception>
    public async Task<bool> LookAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel)
    {
        try
        {
            var document = await company.ReadAsync(row.Kind.ToString(), row.ExternalId!, cancel);
            if (!Removing.IsVoided(document)) return true;
            (row.SyncToken, row.Answer, row.TotalAmt, row.Hash) = (document.Text("SyncToken"), document.ToJsonString(), 0, null);
            await book.SaveAsync(row, cancel);
            return false;
        }
        catch (RefusedException e) when (e.IsGone)
        {
            await book.ForgetAsync(row, cancel);
            return false;
        }
    }

    /// <summary>A person voided it, as far as is known without asking.</summary>
    public static bool IsVoided(BookedDocument row) =>
        row is { IsBooked: true, TotalAmt: 0, Answer: { } answer } && FaultBody.Parse(answer) is { } document && Removing.IsVoided(document);

    /// <summary>Of a booked document that nothing else asks for: with force QuickBooks is asked whether it is there still.</summary>
    /// <exception cref="FaultException">A person voided it, and nobody said that it is wanted all the same; or it cannot be read.</exception>
    public async Task StandsAsync(OrderCase order, BookedDocument row, CancellationToken cancel)
    {
        if (order.Item.Force) await LookAsync(order.Company, row, cancel);
        await ReviveAsync(row, order.Item.Force);
    }

    /// <summary>Of a document that is to stand: one that a person voided counts as taken out where the order is pushed with force.</summary>
    /// <exception cref="FaultException">A person voided it, and nobody said that it is wanted all the same.</exception>
    public async Task ReviveAsync(BookedDocument row, bool force)
    {
        if (!IsVoided(row)) return;
        if (!force)
            throw new FaultException(FaultKind.Conflict, "voided_in_quickbooks",
                $"{row.Kind} {row.DocNumber ?? row.ExternalId} was voided in QuickBooks by a person, but the order stands in WooCommerce. Nothing was booked. To book it again under a new number, push the order with force; if it is to stay out, cancel the order in WooCommerce.");
        await sender.RemovedAsync(row, Removal.Void, FaultBody.Parse(row.Answer!));
    }
}
