using System.Collections.Concurrent;
using QboSync.Company;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking.GatewayFees;

/// <summary>The vendor that gateway fees are booked on.</summary>
public sealed class Vendors
{
    private readonly ConcurrentDictionary<(string Realm, string Name), string> _ids = new();

    /// <summary>Its id; null where the mapping names none.</summary>
    /// <exception cref="FaultException">The company has no such vendor.</exception>
    public async Task<string?> IdAsync(CompanyBooks books, CancellationToken cancel)
    {
        if (books.Mapping.GatewayFees.Vendor?.Trim() is not { Length: > 0 } name) return null;
        if (_ids.TryGetValue((books.Realm, name), out var known)) return known;
        var found = await books.Company.QueryAsync("Vendor", $"DisplayName = {Query.Literal(name)}", cancel);
        if (found.Count == 0 && name.All(char.IsAsciiDigit)) found = await books.Company.QueryAsync("Vendor", $"Id = {Query.Literal(name)}", cancel);
        if (found.Count == 0)
            throw new FaultException(FaultKind.MappingMissing, "vendor_missing",
                $"The QuickBooks company has no active vendor '{name}', which the mapping names (gateway_fees.vendor). The order is booked, the fee is not. Add the vendor or correct the mapping, then push the order again.");
        return _ids[(books.Realm, name)] = found[0].Id();
    }
}
