namespace QboSync.Items.Reporting;

/// <summary>One item of a company.</summary>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sku">"" where it has none.</param>
public sealed record CompanySku(string Id, string Name, string Sku);
