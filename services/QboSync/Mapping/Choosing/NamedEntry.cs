using QboSync.Company;

namespace QboSync.Mapping.Choosing;

/// <summary>One entry of a list of the company.</summary>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Name">Its name; with its parents, <c>Parent:Child</c>, where it has some.</param>
public sealed record NamedEntry(string Id, string Name)
{
    /// <summary>As booking knows it.</summary>
    public static NamedEntry Of(CompanyEntry entry) => new(entry.Id, entry.FullName.Length > 0 ? entry.FullName : entry.Name);
}
