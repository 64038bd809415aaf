namespace QboSync.Company;

/// <summary>One row of a list that a company keeps, as a mapping may name it.</summary>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Name">Its own name.</param>
/// <param name="FullName">With its parents, <c>Parent:Child</c>.</param>
public record CompanyEntry(string Id, string Name, string FullName)
{
    /// <summary>The setting means this entry: by id or by either name.</summary>
    public bool IsCalled(string setting) =>
        Id == setting || string.Equals(Name, setting, StringComparison.OrdinalIgnoreCase) || string.Equals(FullName, setting, StringComparison.OrdinalIgnoreCase);
}
