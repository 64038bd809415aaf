using QboSync.Booking.Deciding;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Booking.GatewayFees;

/// <summary>What the gateway kept of an order, once per order; follows when the gateway tells of it later or otherwise. Off unless the mapping says so.</summary>
public sealed class GatewayFeeBooking(Vendors vendors, DocumentKeeping keeping, Editing editing, Standing standing, TakingBack takingBack, DocumentBook book)
{
    /// <summary>Books the fee, or brings it up to date; says whether it wrote.</summary>
    /// <exception cref="FaultException">It did not get through.</exception>
    public async Task<bool> BookAsync(OrderCase order, CancellationToken cancel)
    {
        if (!order.Mapping.GatewayFees.Enabled) return false;
        var row = order.Row(DocumentRole.GatewayFee, order.Item.Key);
        var fee = Read(order.Order);
        if (fee is not { Amount: > 0 })
            return row is { IsBooked: true } && await takingBack.PartAsync(order, [row], "The gateway's fee", "gateway_fee_withdrawn", cancel);
        CheckCurrency(fee, order.Facts);
        if (row is { IsBooked: true }) await standing.StandsAsync(order, row, cancel);
        if (row is null)
        {
            row = order.NewRow(DocumentRole.GatewayFee, DocumentKind.Purchase, order.Item.Key);
            await book.AddAsync(row, cancel);
            order.Rows.Add(row);
        }
        var document = Dating.Put(
            GatewayFeeWriting.Purchase(fee, order.Order.Number, Clearing(order), Expense(order.Books), await vendors.IdAsync(order.Books, cancel), order.Facts),
            order.Date(OrderDates.Paid(order.Order), row), row);
        if (row.IsBooked) return await editing.UpdateAsync(order, row, document, fee.Amount, cancel);
        await keeping.CreateAsync(order.Company, row, document, Numbering.OfFee(order.Number()), cancel);
        return true;
    }

    private static GatewayFee? Read(WooOrder order)
    {
        try
        {
            return GatewayFeeReading.Of(order);
        }
        catch (WooShapeException e)
        {
            throw new FaultException(new Fault(FaultKind.Invalid, "gateway_fee_unreadable",
                $"The gateway's fee cannot be read from the order: {e.Message}. The order is booked, the fee is not. Book it by hand, or switch gateway fees off (gateway_fees.enabled in the mapping)."), e);
        }
    }

    private static void CheckCurrency(GatewayFee fee, CompanyFacts facts)
    {
        if (facts.MultiCurrency || facts.HomeCurrency is null || facts.HomeCurrency == fee.Currency) return;
        throw new FaultException(FaultKind.MappingMissing, "gateway_fee_currency",
            $"{fee.Gateway} kept its fee in {fee.Currency}, but the QuickBooks company keeps only {facts.HomeCurrency}. The order is booked, the fee is not. Switch on multicurrency in QuickBooks, or book the fee by hand and switch gateway fees off (gateway_fees.enabled in the mapping).");
    }

    private static CompanyAccount Clearing(OrderCase order)
    {
        var id = PaymentAccounts.Deposit(order.Books, order.Order.PaymentMethod) ?? throw new FaultException(FaultKind.MappingMissing, "gateway_fee_account",
            $"It is not known from which account the gateway's fee is paid. The order is booked, the fee is not. Name the account that the gateway's money goes to (payment_methods.{(order.Order.PaymentMethod.Length > 0 ? order.Order.PaymentMethod : "*")}.deposit in the mapping), then push the order again.");
        return order.Facts.Accounts.First(account => account.Id == id);
    }

    private static string Expense(CompanyBooks books) => books.Mapping.GatewayFees.ExpenseAccount is { Length: > 0 } name
        ? AccountChoice.Named(books.Facts, name, "gateway_fees.expense_account")
        : throw new FaultException(FaultKind.MappingMissing, "gateway_fee_account",
            "Gateway fees are to be booked, but no expense account is named. The order is booked, the fee is not. Name one (gateway_fees.expense_account in the mapping), then push the order again.");
}
