using QboSync.Company;
using QboSync.Mapping.Fields;

namespace QboSync.Mapping.Choosing;

/// <summary>Finds what a field's value means among the company's lists: by id, else by name, which must be the only one of that name.</summary>
internal static class ListLookup
{
    /// <summary>QuickBooks' own shipping line, which is no item of the list.</summary>
    public const string ShippingLine = "SHIPPING_ITEM_ID";

    /// <summary>What a value means where it is no item or vendor; those are asked for one by one.</summary>
    public static Found In(CompanyLists lists, Reference reference, string value)
    {
        if (reference.Kind == ReferenceKind.Account) return InAccounts(lists.Facts.Accounts, reference, value);
        var entries = reference.Kind switch
        {
            ReferenceKind.PaymentMethod => lists.PaymentMethods,
            ReferenceKind.TaxCode => lists.TaxCodes.Select(code => new NamedEntry(code.Id, code.Name)),
            ReferenceKind.Class => lists.Classes,
            ReferenceKind.Location => lists.Locations,
            _ => throw new ArgumentOutOfRangeException(nameof(reference), reference.Kind, "items and vendors are in no list"),
        };
        return Among([.. entries], reference.Kind, value);
    }

    /// <summary>The one of some entries that the value names.</summary>
    public static Found Among(IReadOnlyList<NamedEntry> entries, ReferenceKind kind, string value)
    {
        if (entries.FirstOrDefault(entry => entry.Id == value) is { } byId) return new Found(byId);
        var named = entries.Where(entry => IsCalled(entry.Name, value)).ToList();
        if (named.Count > 1) return new Found(null, $"'{value}' is the name of {named.Count} {Words(kind)}s ({string.Join(", ", named.Select(entry => $"{entry.Name}, id {entry.Id}"))}); give the id");
        if (named.Count == 1) return new Found(named[0]);
        return new Found(null, Missing(kind, value, entries.Select(entry => entry.Name)));
    }

    private static Found InAccounts(IReadOnlyList<CompanyAccount> accounts, Reference reference, string value)
    {
        var found = accounts.Where(account => account.Id == value).ToList();
        if (found.Count == 0) found = [.. accounts.Where(account => account.IsCalled(value))];
        // Of accounts with one name, the only one of the right type is meant.
        var fitting = found.Where(account => Fits(account, reference)).ToList();
        if (fitting.Count == 1) return new Found(Entry(fitting[0]));
        if (fitting.Count > 1) return new Found(null, $"'{value}' is the name of {fitting.Count} accounts ({string.Join(", ", fitting.Select(account => $"{account.FullName}, id {account.Id}"))}); give the full name or the id");
        if (found.Count == 0) return new Found(null, Missing(ReferenceKind.Account, value, accounts.Where(account => Fits(account, reference)).Select(account => account.FullName)));
        return new Found(null, $"'{found[0].Name}' is an account of type {TypeOf(found[0].Type, found[0].SubType)}; here QuickBooks takes only {string.Join(" or ", reference.Types.Select(type => TypeOf(type, reference.SubType)))}");
    }

    private static bool Fits(CompanyAccount account, Reference reference) =>
        reference.Types.Contains(account.Type) && (reference.SubType is null || account.SubType == reference.SubType);

    private static NamedEntry Entry(CompanyAccount account) => new(account.Id, account.FullName.Length > 0 ? account.FullName : account.Name);

    private static string TypeOf(string type, string? subType) => subType is { Length: > 0 } ? $"{type} ({subType})" : type;

    private static string Missing(ReferenceKind kind, string value, IEnumerable<string> known) =>
        $"the company has no active {Words(kind)} '{value}'" + (NearestName.To(value, known) is { } nearest ? $"; did you mean '{nearest}'?" : "");

    private static string Words(ReferenceKind kind) => kind switch
    {
        ReferenceKind.PaymentMethod => "payment method",
        ReferenceKind.TaxCode => "tax code",
        _ => kind.ToString().ToLowerInvariant(),
    };

    // Parent:Child is meant by its own name too.
    private static bool IsCalled(string name, string value) =>
        string.Equals(name, value, StringComparison.OrdinalIgnoreCase) || name.EndsWith($":{value}", StringComparison.OrdinalIgnoreCase);
}
