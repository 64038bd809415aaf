using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Reserving;

/// <summary>A customer or an item of QuickBooks that may be the one that is wanted.</summary>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Name">DisplayName or Name.</param>
/// <param name="Email">Of a customer; null where it has none.</param>
/// <param name="Sku">Of an item; null where it has none.</param>
/// <param name="Active">False where it was made inactive.</param>
public sealed record EntryCandidate(string Id, string Name, string? Email, string? Sku, bool Active)
{
    /// <summary>Reads a Customer, Vendor, Employee or Item.</summary>
    public static EntryCandidate Of(JsonObject entry) => new(
        entry.Id(), entry.Text("DisplayName") ?? entry.Text("Name") ?? "", entry.Text("PrimaryEmailAddr", "Address"), entry.Text("Sku"),
        entry["Active"]?.GetValueKind() != JsonValueKind.False);
}
