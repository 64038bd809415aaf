using QboSync.Documents;
using QboSync.Reserving;
using QboSync.Storage;
using Woo.Shapes;

namespace QboSync.Customers;

/// <summary>
/// Which e-mail addresses stand for a registered customer: the account's and the bill's of now. An address that it gave up is let go, for the
/// next one who orders with it may be somebody else.
/// </summary>
public sealed class CustomerKeys(ReservationBook book)
{
    /// <summary>Brings the addresses of a link row up to date.</summary>
    public async Task KeepAsync(string account, WooCustomer customer, Reservation row, CancellationToken cancel)
    {
        var email = Addresses.Email(customer.Email)?.ToLowerInvariant();
        var now = new[] { email, Addresses.Email(customer.Billing.Email)?.ToLowerInvariant() }.OfType<string>().Select(NaturalKeys.Of).ToHashSet(StringComparer.Ordinal);
        if (email is not null) await book.TryLinkAsync(account, ReservationKind.CustomerEmail, NaturalKeys.Of(email), row, cancel);
        // Two stores may know one person; what the other one has is not given up here.
        if ((await book.StandingForAsync(account, ReservationKind.CustomerLink, row.ExternalId!, cancel)).Any(link => link.NaturalKey != row.NaturalKey)) return;
        foreach (var old in await book.StandingForAsync(account, ReservationKind.CustomerEmail, row.ExternalId!, cancel))
            if (!now.Contains(old.NaturalKey)) await book.ReleaseAsync(old, cancel);
    }
}
