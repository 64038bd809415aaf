using QboSync.Company;
using QboSync.Talking;

namespace QboSync.Booking;

/// <summary>Where the money of a payment method of the shop goes, and where it comes back from.</summary>
public static class PaymentAccounts
{
    /// <summary>The account that its sales are deposited to; null leaves it to QuickBooks.</summary>
    /// <exception cref="FaultException">The one that is set does not exist.</exception>
    public static string? Deposit(CompanyBooks books, string wooMethod) =>
        books.Mapping.PaymentMethod(wooMethod)?.Deposit is { } own
            ? AccountChoice.Named(books.Facts, own, $"payment_methods.{(books.Mapping.PaymentMethods.ContainsKey(wooMethod) ? wooMethod : "*")}.deposit")
            : AccountChoice.Deposit(books);

    /// <summary>The account that a refund is paid from: as set, else where the money was deposited, else where it would be.</summary>
    /// <exception cref="FaultException">There is none.</exception>
    public static string Refund(CompanyBooks books, string wooMethod, string? deposited) =>
        books.Mapping.Accounts.RefundFrom is null && (deposited ?? Deposit(books, wooMethod)) is { } account ? account : AccountChoice.Refund(books, null);
}
