using System.Collections.Concurrent;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Reserving;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>QuickBooks' payment method for one of the shop's, as the mapping names it; one that is named and missing is made, once.</summary>
public sealed class PaymentMethods(EntryMaking making)
{
    /// <summary>Longest name, characters.</summary>
    public const int LongestName = 31;

    private readonly ConcurrentDictionary<(string Realm, string Name), string> _ids = new();

    /// <summary>Its id; null where none is set.</summary>
    /// <exception cref="FaultException">The company has no such method, and it cannot be made.</exception>
    public async Task<string?> IdAsync(CompanyBooks books, string wooMethod, CancellationToken cancel)
    {
        if (books.Mapping.PaymentMethod(wooMethod)?.Method?.Trim() is not { Length: > 0 } name) return null;
        if (_ids.TryGetValue((books.Realm, name), out var known)) return known;
        var methods = await books.Company.QueryAsync("PaymentMethod", null, cancel);
        var method = methods.FirstOrDefault(method => method.Id() == name) ?? methods.FirstOrDefault(method => IsCalled(method.Text("Name"), name));
        return _ids[(books.Realm, name)] = method?.Id() ?? await MakeAsync(books, name, cancel);
    }

    private async Task<string> MakeAsync(CompanyBooks books, string name, CancellationToken cancel)
    {
        if (name.Length > LongestName || name.All(char.IsAsciiDigit))
            throw new FaultException(FaultKind.MappingMissing, "payment_method_missing",
                $"The QuickBooks company has no active payment method '{name}', which the mapping names (payment_methods), and none can be made of that name: it must have at most {LongestName} characters and not be a number. Nothing was booked. Correct the mapping or add the method, then push the record again.");
        return (await making.EnsureAsync(books.Company, new EntryPlan
        {
            Entity = "PaymentMethod",
            NameField = "Name",
            Kind = ReservationKind.PaymentMethod,
            Key = NaturalKeys.Of(name),
            Names = [name],
            Fields = [],
            Hash = DocumentHash.Of(name, []),
            FindAsync = _ => Task.FromResult<System.Text.Json.Nodes.JsonObject?>(null), // they were just read
            IsSame = holder => holder["Active"]?.GetValueKind() != System.Text.Json.JsonValueKind.False && IsCalled(holder.Text("Name"), name),
        }, cancel)).ExternalId!;
    }

    private static bool IsCalled(string? text, string name) => string.Equals(text, name, StringComparison.OrdinalIgnoreCase);
}
