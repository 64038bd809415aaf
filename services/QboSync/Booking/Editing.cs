using System.Text.Json.Nodes;
using QboSync.Documents;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Booking;

/// <summary>Lets a booked document follow its order, or says what stands there instead and why.</summary>
public sealed class Editing(DocumentKeeping keeping, DocumentBook book)
{
    /// <summary>Changes a booked document where its mapping differs from what was written last; says whether it wrote.</summary>
    /// <param name="order">The order.</param>
    /// <param name="row">Booked, not in doubt.</param>
    /// <param name="document">As it should be.</param>
    /// <param name="total">Its sum then.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FaultException">It was refused, is gone, or the outcome is not known.</exception>
    public async Task<bool> UpdateAsync(OrderCase order, BookedDocument row, JsonObject document, decimal total, CancellationToken cancel)
    {
        try
        {
            return await keeping.UpdateAsync(order.Company, row, document, order.Item.Force, cancel);
        }
        catch (RefusedException e) when (Refusals.IsAboutTheDocument(e))
        {
            var stands = await order.Company.ReadAsync(row.Kind.ToString(), row.ExternalId!, cancel);
            if (stands.Amount("TotalAmt") != total || Differences.Of(stands, document).Count > 0)
                throw new FaultException(Refusals.OfEdit(e, row, stands, document, total, order.Facts), e);
            // A person wrote it there already.
            (row.Hash, row.TotalAmt, row.SyncToken, row.Answer) = (DocumentHash.Of(document), total, stands.Text("SyncToken"), stands.ToJsonString());
            await book.SaveAsync(row, cancel);
            return false;
        }
    }
}
