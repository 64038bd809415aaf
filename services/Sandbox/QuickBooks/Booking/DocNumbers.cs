using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>
/// Numbers of sales forms. With custom numbers the sender gives them (none sent, none there) and a number in use is 6140 where the user wants the
/// warning; without, the company counts and a number that was sent is replaced: Intuit leaves that case open, so nobody may rely on keeping it.
/// </summary>
internal static class DocNumbers
{
    private const string Automatic = "AUTO_GENERATE";

    public static void Assign(Write write)
    {
        var document = write.Document;
        var custom = write.Company.Preference("SalesFormsPrefs").Is("CustomTxnNumbers");
        var before = write.Before?.Text("DocNumber");
        if (document.Text("DocNumber") == Automatic || (!custom && write.IsCreate)) document["DocNumber"] = Next(write);
        else if (!custom && before is not null) document["DocNumber"] = before;
        if (document.Text("DocNumber") is not { Length: > 0 } number || number == before) return;
        if (!custom || !write.Company.Switches.WarnOnDuplicateDocNumber || write.Options.AllowDuplicateNumber) return;
        foreach (var kind in write.Kind.Name == "Estimate" ? ["Estimate"] : Catalog.SalesForms)
            foreach (var id in write.Company.Index(kind).Find("DocNumber", number))
                if ((kind, id) != (write.Kind.Name, write.Id)) throw Refuse.DuplicateNumber(number, kind, id, write.Company.Switches.FaultLanguage);
    }

    private static string Next(Write write)
    {
        string number;
        do number = write.Draft.Next("DocNumber", 1001);
        while (Catalog.SalesForms.Any(kind => write.Company.Index(kind).Find("DocNumber", number).Count > 0));
        return number;
    }
}
