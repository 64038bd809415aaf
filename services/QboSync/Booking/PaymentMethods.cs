using QboSync.Company;
using System.Collections.Concurrent;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>The payment method that the mapping names.</summary>
public sealed class PaymentMethods
{
    private readonly ConcurrentDictionary<(string Realm, string Name), string> _ids = new();

    /// <summary>Its id; null where none is set.</summary>
    /// <exception cref="FaultException">The company has no such method.</exception>
    public async Task<string?> IdAsync(CompanyBooks books, string wooMethod, CancellationToken cancel)
    {
        if (books.Mapping.PaymentMethod(wooMethod)?.Method is not { } name) return null;
        if (_ids.TryGetValue((books.Realm, name), out var known)) return known;
        var methods = await books.Company.QueryAsync("PaymentMethod", null, cancel);
        var method = methods.FirstOrDefault(method => method.Id() == name || string.Equals(method.Text("Name"), name, StringComparison.OrdinalIgnoreCase))
            ?? throw new FaultException(FaultKind.MappingMissing, "payment_method_missing",
                $"The QuickBooks company has no active payment method '{name}', which the mapping names (payment_methods). Nothing was booked. Correct the mapping or add the method, then push the record again.");
        return _ids[(books.Realm, name)] = method.Id();
    }
}
