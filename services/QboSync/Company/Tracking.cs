using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Company;

/// <summary>Class and location of a store's documents, as its mapping names them.</summary>
/// <param name="LineClass">Class of every line; null for none.</param>
/// <param name="DocumentClass">Class of the document, where the company keeps one per transaction instead; null for none.</param>
/// <param name="Location">Location (Department) of the document; null for none.</param>
public sealed record Tracking(string? LineClass, string? DocumentClass, string? Location)
{
    /// <summary>What the mapping says of a store.</summary>
    /// <exception cref="FaultException">The company has no such class or location.</exception>
    public static Tracking Of(CompanyBooks books, string storeId)
    {
        var store = books.Mapping.Store(storeId);
        var ofClass = Named(books.Facts.Classes, store.Class, "class", storeId);
        var perDocument = books.Facts.ClassPerDocument;
        return new Tracking(perDocument ? null : ofClass, perDocument ? ofClass : null, Named(books.Facts.Locations, store.Location, "location", storeId));
    }

    private static string? Named(IReadOnlyList<CompanyEntry>? entries, string? name, string field, string storeId)
    {
        if (name is null) return null;
        return entries?.FirstOrDefault(entry => entry.IsCalled(name))?.Id ?? throw new FaultException(FaultKind.MappingMissing, $"mapping_{field}_missing",
            $"The QuickBooks company has no active {field} '{name}', which the mapping names (stores.{storeId}.{field}). Nothing was booked. Correct the mapping or add the {field} in QuickBooks, then push the record again.");
    }
}
