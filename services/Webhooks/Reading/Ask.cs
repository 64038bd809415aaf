using System.Globalization;
using System.Text.Json;
using Contracts;
using Webhooks.Journal;
using Woo.Reading;

namespace Webhooks.Reading;

/// <summary>Asks a shop for what a journal row waits for.</summary>
internal static class Ask
{
    public static async Task<ShopAnswer> ShopAsync(WooClient shop, Delivery row, CancellationToken cancel)
    {
        var id = long.Parse(row.Key!, CultureInfo.InvariantCulture);
        if (row.Read == ReadKind.Refunds)
        {
            // The delivered body stands; only the details of its refunds are missing. Where the shop has others by now (a refund was added, or
            // deleted, which moves no date), body and details are of two different moments, and the order is read anew.
            switch (await shop.RefundsAsync(id, cancel))
            {
                case WooAnswer<IReadOnlyList<Woo.Shapes.WooRefund>>.Found found when SameRefunds(row.Body, found.Value): return new ShopAnswer(null, found.Json);
                case WooAnswer<IReadOnlyList<Woo.Shapes.WooRefund>>.Unavailable { Fault: var fault }: return ShopAnswer.Away(fault.Message, fault.RetryAfter);
            }
        }
        var record = row.Entity switch
        {
            Entities.Orders => Of(await shop.OrderAsync(id, cancel)),
            Entities.Products => Of(await shop.ProductAsync(id, cancel)),
            _ => Of(await shop.CustomerAsync(id, cancel)),
        };
        if (row.Entity != Entities.Orders || record.Body is null || !HasRefunds(record.Body)) return record;
        return await shop.RefundsAsync(id, cancel) switch
        {
            WooAnswer<IReadOnlyList<Woo.Shapes.WooRefund>>.Found found => record with { Refunds = found.Json },
            WooAnswer<IReadOnlyList<Woo.Shapes.WooRefund>>.Unavailable { Fault: var fault } => ShopAnswer.Away(fault.Message, fault.RetryAfter),
            _ => ShopAnswer.Away("The order's refunds went away while it was being read."),
        };
    }

    private static ShopAnswer Of<T>(WooAnswer<T> answer) => answer switch
    {
        WooAnswer<T>.Found found => new(found.Json, null),
        WooAnswer<T>.Trashed trashed => new(trashed.Json, null, Trashed: true),
        WooAnswer<T>.Gone => ShopAnswer.IsGone,
        WooAnswer<T>.Unavailable { Fault: var fault } => ShopAnswer.Away(fault.Message, fault.RetryAfter),
        _ => throw new InvalidOperationException($"An answer of an unknown kind: {answer.GetType().Name}"),
    };

    private static bool SameRefunds(byte[] body, IReadOnlyList<Woo.Shapes.WooRefund> details)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("refunds").EnumerateArray().Select(refund => refund.GetProperty("id").GetInt64()).Order()
            .SequenceEqual(details.Select(refund => refund.Id).Order());
    }

    private static bool HasRefunds(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("refunds", out var refunds) && refunds.ValueKind == JsonValueKind.Array && refunds.GetArrayLength() > 0;
    }
}
