using System.Text.Json.Nodes;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Mapping.Choosing;

/// <summary>What the values of a mapping mean in the company; items and vendors, which may be many, are asked for one by one.</summary>
internal static class ReferenceLookup
{
    /// <summary>What one value means.</summary>
    /// <exception cref="FaultException">The company cannot be asked.</exception>
    public static async Task<Found> FindAsync(QuickBooksCompany company, CompanyLists lists, Reference reference, string value, CancellationToken cancel) => reference.Kind switch
    {
        ReferenceKind.Item => await ItemAsync(company, lists, value, cancel),
        ReferenceKind.Vendor => ListLookup.Among(await EntriesAsync(company, "Vendor", "DisplayName", value, cancel), ReferenceKind.Vendor, value),
        _ => ListLookup.In(lists, reference, value),
    };

    private static async Task<Found> ItemAsync(QuickBooksCompany company, CompanyLists lists, string value, CancellationToken cancel)
    {
        if (value == ListLookup.ShippingLine)
            return lists.Setup.Shipping ? new Found(null)
                : new Found(null, "the company's sales forms have no shipping line. Switch it on in QuickBooks (Account and settings, Sales, Shipping), or name an item");
        var found = ListLookup.Among(await EntriesAsync(company, "Item", value.Contains(':') ? "FullyQualifiedName" : "Name", value, cancel), ReferenceKind.Item, value);
        // An item that is named and missing is made when it is first needed. A number is an id, and a colon says that it has a parent.
        var mayBeMade = found.Entry is null && !value.All(char.IsAsciiDigit) && !value.Contains(':');
        return mayBeMade ? new Found(null) : found;
    }

    private static async Task<IReadOnlyList<NamedEntry>> EntriesAsync(QuickBooksCompany company, string entity, string nameField, string value, CancellationToken cancel)
    {
        var rows = new List<JsonObject>(await company.QueryAsync(entity, $"{nameField} = {Query.Literal(value)}", cancel));
        if (value.All(char.IsAsciiDigit)) rows.AddRange(await company.QueryAsync(entity, $"Id = {Query.Literal(value)}", cancel));
        return [.. rows.Where(row => row.Text("Type") is not ("Category" or "Group"))
            .Select(row => new NamedEntry(row.Id(), row.Text(nameField) ?? value)).Distinct()];
    }
}
