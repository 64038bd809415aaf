using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>References: what they point to must exist and be active; their names are filled in.</summary>
internal static class References
{
    private static readonly string[] BuiltInItems = [BuiltIn.Shipping, BuiltIn.Gratuity];

    /// <summary>Checks what was sent: a missing record is 2500; an inactive customer is 610, anything else inactive 2500.</summary>
    public static void Check(Draft draft, EntityKind kind, JsonObject sent) => Each(kind.Shape, sent, (property, reference) =>
    {
        if (property.Targets.Count == 0 || reference.Text("value") is not { } id) return;
        if (property.Name == "ItemRef" && BuiltInItems.Contains(id)) return;
        if (property.Targets is ["TaxCode"] && id == "CustomSalesTax") return; // answered by the tax rules
        if (property.Targets is ["TaxCode"] && draft.Company.IsUs && property.Name == "TaxCodeRef") return; // answered with 6100 by the tax rules
        var found = property.Targets.Select(target => draft.Get(target, id)).FirstOrDefault(document => document is not null)
            ?? throw Refuse.Reference(Catalog.Of(property.Targets[0]).Plural, id, property.Name);
        if (found.Flag("Active") != false) return;
        throw property.Targets[0] is "Customer" or "Vendor" ? Refuse.NotFound() : Refuse.InactiveReference(property.Name);
    });

    /// <summary>Writes the names of the records pointed to.</summary>
    public static void Name(Draft draft, Shape shape, JsonObject document) => Each(shape, document, (property, reference) =>
    {
        if (reference.Text("value") is not { } id) return;
        if (property.Name is "CurrencyRef")
        {
            reference["name"] = Seeding.Currencies.NameOf(id);
            return;
        }
        foreach (var target in property.Targets)
            if (draft.Get(target, id) is { } found)
            {
                if (found.Text(Catalog.Of(target).NameProperty) is { } name && target is not ("TaxCode" or "TaxRate" or "Invoice")) reference["name"] = name;
                else reference.Remove("name");
                return;
            }
    });

    private static void Each(Shape shape, JsonObject document, Action<Property, JsonObject> act)
    {
        foreach (var (name, value) in document)
        {
            if (shape.Find(name) is not { } property) continue;
            if (property.Kind == PropertyKind.Reference && value is JsonObject reference) act(property, reference);
            else if (property.Kind == PropertyKind.Object && value is JsonObject nested) Each(property.Shape!, nested, act);
            else if (property.Kind == PropertyKind.List && value is JsonArray list)
                foreach (var element in list.OfType<JsonObject>()) Each(property.Shape!, element, act);
        }
    }
}
