using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using QboSync.Settings;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>The payment method that the setting names.</summary>
public sealed class PaymentMethods(IOptions<QuickBooksOptions> options)
{
    private readonly ConcurrentDictionary<string, string> _ids = new();

    /// <summary>Its id; null where none is set.</summary>
    /// <exception cref="FaultException">The company has no such method.</exception>
    public async Task<string?> IdAsync(QuickBooksCompany company, CancellationToken cancel)
    {
        var name = options.Value.PaymentMethod;
        if (name.Length == 0) return null;
        if (_ids.TryGetValue(company.Realm, out var known)) return known;
        var methods = await company.QueryAsync("PaymentMethod", null, cancel);
        var method = methods.FirstOrDefault(method => method.Id() == name || string.Equals(method.Text("Name"), name, StringComparison.OrdinalIgnoreCase))
            ?? throw new FaultException(FaultKind.MappingMissing, "payment_method_missing",
                $"The QuickBooks company has no active payment method '{name}', which the setting QuickBooks:PaymentMethod names. Nothing was booked. Correct the setting or add the method, then push the record again.");
        return _ids[company.Realm] = method.Id();
    }
}
