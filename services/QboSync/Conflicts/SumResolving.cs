using System.Globalization;
using QboSync.Documents;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Conflicts;

namespace QboSync.Conflicts;

/// <summary>QuickBooks computes another sum than the shop, and somebody accepts that (lines and tax then stay as they stand until the shop changes them), or does not.</summary>
public sealed class SumResolving(DocumentBook book, RecordedOrders orders)
{
    private static readonly string[] Money = ["Line", "TxnTaxDetail"];

    /// <summary>The shop's lines and tax are written once more.</summary>
    public async Task<ResolveEffect> RewriteAsync(Conflict conflict, CancellationToken cancel)
    {
        foreach (var row in await book.OfOrderAsync(conflict.Account, conflict.StoreId, conflict.Key, cancel))
        {
            if (row is not { Role: DocumentRole.Sale, IsBooked: true, IsInDoubt: false }) continue;
            row.Hash = null;
            await book.SaveAsync(row, cancel);
        }
        return ResolveEffect.Work(force: false);
    }

    /// <summary>QuickBooks' sum is accepted.</summary>
    public async Task<ResolveEffect> AcceptAsync(Conflict conflict, CancellationToken cancel)
    {
        if (await orders.OfAsync(conflict, cancel) is not { } shop) return ResolveEffect.Refuse("choice: the order is gone from the shop; push it again");
        foreach (var row in await book.OfOrderAsync(conflict.Account, conflict.StoreId, conflict.Key, cancel))
        {
            var total = row.Role switch
            {
                DocumentRole.Sale => Cents.Round(shop.Order.Total),
                DocumentRole.Refund => shop.Refunds.Where(refund => refund.Id.ToString(CultureInfo.InvariantCulture) == row.SourceId).Select(refund => (decimal?)Cents.Round(refund.Amount)).FirstOrDefault(),
                _ => row.TotalAmt,
            };
            if (!row.IsBooked || row.IsInDoubt || total is null || row.TotalAmt == total || FaultBody.Parse(row.Mapped ?? "") is not { } mapped) continue;
            row.Kept = KeptFields.Add(row.Kept, Money.Where(mapped.ContainsKey), mapped);
            await book.SaveAsync(row, cancel);
        }
        return ResolveEffect.Work(force: false);
    }
}
