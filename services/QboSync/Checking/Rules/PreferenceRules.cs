using QboSync.Mapping;

namespace QboSync.Checking.Rules;

/// <summary>The company's own settings, as far as documents meet them.</summary>
internal static class PreferenceRules
{
    public static IEnumerable<Finding> Check(CheckFacts facts)
    {
        var setup = facts.Lists.Setup;
        if (!setup.CustomNumbers)
            yield return Finding.Warning("numbers_replaced", "orders.doc_number_prefix", "The company numbers its documents itself, so QuickBooks may replace the order's number. Each document still says in its memo which order it is, and is found by that.",
                "Switch on custom transaction numbers in QuickBooks (Account and settings, Sales) to see the shop's numbers.");
        if (setup.AutoApplyCredit && facts.Seen.WithRefunds > 0 && MayInvoice(facts))
            yield return Finding.Warning("auto_apply_credit", null, "QuickBooks puts credits against open invoices by itself in this company. The credit of a refunded order may go to another invoice of the same customer.",
                "Switch off 'Automatically apply credits' in QuickBooks (Account and settings, Advanced, Automation), or watch the open invoices.");
        if (!setup.Classes && facts.Mapping.Stores.Where(store => store.Value.Class is not null).Select(store => store.Key).ToList() is { Count: > 0 } classes)
            yield return Finding.Warning("classes_off", $"stores.{classes[0]}.class", "The mapping names a class, but the company does not track classes.", "Switch on class tracking in QuickBooks (Account and settings, Advanced; plans Plus and Advanced), or take the class out.");
        if (!setup.Locations && facts.Mapping.Stores.Where(store => store.Value.Location is not null).Select(store => store.Key).ToList() is { Count: > 0 } locations)
            yield return Finding.Warning("locations_off", $"stores.{locations[0]}.location", "The mapping names a location, but the company does not track locations.", "Switch on location tracking in QuickBooks (Account and settings, Advanced; plans Plus and Advanced), or take the location out.");
    }

    private static bool MayInvoice(CheckFacts facts) => facts.Seen.Unpaid > 0
        || facts.Mapping.Orders.Statuses.Values.Contains(BookAs.Invoice) || facts.Mapping.PaymentMethods.Values.Any(method => method.BookAs == BookAs.Invoice);
}
