using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Payment methods, terms, classes, locations and tax agencies: a unique name and few defaults.</summary>
internal static class SimpleListRules
{
    public static void Complete(Write write)
    {
        var (document, kind) = (write.Document, write.Kind);
        if (string.IsNullOrWhiteSpace(document.Text(kind.NameProperty))) throw Refuse.Missing(kind.NameProperty);
        UniqueNames.RefuseCharacters(kind.NameProperty, document.Text(kind.NameProperty));
        if (kind.Name != "TaxAgency") document["Active"] = document.Flag("Active") ?? true;
        UniqueNames.Settle(write, kind.NameProperty, Word(kind.Name), kind.Name);
        switch (kind.Name)
        {
            case "PaymentMethod":
                document["Type"] ??= "NON_CREDIT_CARD";
                break;
            case "Term":
                document["Type"] = document["DayOfMonthDue"] is null ? "STANDARD" : "DATE_DRIVEN";
                break;
            case "TaxAgency":
                document["TaxTrackedOnSales"] ??= true;
                document["TaxTrackedOnPurchases"] ??= false;
                break;
            default:
                document[kind.Name == "Class" ? "SubClass" : "SubDepartment"] = document.RefId("ParentRef") is not null;
                document["FullyQualifiedName"] = Hierarchy.FullName(write, "Name");
                break;
        }
    }

    private static string Word(string kind) => kind switch { "PaymentMethod" => "payment method", "Department" => "location", "TaxAgency" => "tax agency", _ => kind.ToLowerInvariant() };
}
