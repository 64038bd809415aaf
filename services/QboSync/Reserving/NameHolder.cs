using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Reserving;

/// <summary>Who has a name that was refused as taken (6240).</summary>
/// <param name="Entity"><c>Customer</c>, <c>Vendor</c>, <c>Employee</c> or <c>Item</c>.</param>
/// <param name="Entry">As QuickBooks answered.</param>
public sealed record NameHolder(string Entity, JsonObject Entry)
{
    /// <summary>Stands behind the name of whatever was made inactive.</summary>
    private const string InactiveSuffix = " (deleted)";

    /// <summary>"the vendor 12", "the inactive customer 7": without the name, which may be a person's.</summary>
    public string Words => $"the {(EntryCandidate.Of(Entry).Active ? "" : "inactive ")}{Entity.ToLowerInvariant()} {Entry.Id()}";

    /// <summary>Looks for the holder among all that share the space of names, inactive ones included; null where QuickBooks shows nobody.</summary>
    public static async Task<NameHolder?> FindAsync(QuickBooksCompany company, string entity, string nameField, string name, CancellationToken cancel)
    {
        if (await OneAsync(company, entity, nameField, name, cancel) is { } own) return own;
        if (entity != "Customer") return null;
        var others = await Task.WhenAll(OneAsync(company, "Vendor", nameField, name, cancel), OneAsync(company, "Employee", nameField, name, cancel));
        return others[0] ?? others[1];
    }

    private static async Task<NameHolder?> OneAsync(QuickBooksCompany company, string entity, string nameField, string name, CancellationToken cancel)
    {
        var names = $"{Query.Literal(name)}, {Query.Literal(name + InactiveSuffix)}";
        var found = await company.QueryAsync(entity, $"{nameField} IN ({names}) and {Query.ActiveOrNot}", cancel);
        var holder = found.OrderByDescending(entry => EntryCandidate.Of(entry).Active).FirstOrDefault();
        return holder is null ? null : new NameHolder(entity, holder);
    }
}
