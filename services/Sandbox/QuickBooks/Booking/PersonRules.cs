using System.Text.RegularExpressions;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Customer, Vendor and Employee.</summary>
internal static partial class PersonRules
{
    private static readonly string[] NameParts = ["Title", "GivenName", "MiddleName", "FamilyName", "Suffix"];
    private static readonly string[] Checked = [.. NameParts, "DisplayName", "PrintOnCheckName"];

    public static void Complete(Write write)
    {
        var document = write.Document;
        foreach (var part in Checked)
        {
            UniqueNames.RefuseCharacters(part, document.Text(part));
            if (document.Text(part) is { } text) document[part] = text.Trim();
        }
        if (string.IsNullOrEmpty(document.Text("DisplayName")))
        {
            var joined = string.Join(' ', NameParts.Select(part => document.Text(part)).Where(part => !string.IsNullOrEmpty(part)));
            document["DisplayName"] = joined.Length > 0 ? joined : throw Refuse.NoName();
        }
        if (document.Object("PrimaryEmailAddr")?.Text("Address") is { Length: > 0 } address && !Email().IsMatch(address)) throw Refuse.EmailFormat("PrimaryEmailAddr", address);
        document["Active"] = document.Flag("Active") ?? true;
        UniqueNames.Settle(write, "DisplayName", "customer, vendor or employee", "Customer", "Vendor", "Employee");
        if (write.IsCreate && document.Text("PrintOnCheckName") is null) document["PrintOnCheckName"] = document.Text("CompanyName") ?? document.Text("DisplayName");
        Currency(write);
        if (write.Kind.Name == "Customer") Customer(write);
    }

    private static void Customer(Write write)
    {
        var document = write.Document;
        var job = document.RefId("ParentRef") is not null;
        document["Job"] = job;
        document["FullyQualifiedName"] = Hierarchy.FullName(write, "DisplayName");
        document["BillWithParent"] ??= false;
        document["Taxable"] ??= true;
        document["PreferredDeliveryMethod"] ??= "None";
        document["Balance"] ??= 0;
        document["BalanceWithJobs"] ??= 0;
        if (!job) document.Remove("Level");
        if (document["Active"]!.GetValue<bool>() || document.AmountOrZero("Balance") == 0) return;
        throw new QuickBooksFault("6220", "Delete Entity Has Balance Error", "The object or entity you're trying to delete has an open balance.");
    }

    // The currency of a name is fixed when it is made.
    private static void Currency(Write write)
    {
        var document = write.Document;
        var fixedOnce = write.Before?.RefId("CurrencyRef") ?? write.Company.HomeCurrency;
        var wanted = write.Sent.RefId("CurrencyRef") ?? fixedOnce;
        if (!Seeding.Currencies.Known(wanted)) throw Refuse.Currency(wanted);
        if (wanted != fixedOnce && (!write.IsCreate || !write.Company.MultiCurrency))
            throw write.IsCreate ? Refuse.Currency(wanted) : Refuse.Business("The currency of a customer, vendor or employee can't be changed.");
        document["CurrencyRef"] = Json.Ref(wanted);
    }

    [GeneratedRegex(@"^[^@\s,;]+@[^@\s,;]+\.[^@\s.,;]+$")]
    private static partial Regex Email();
}
