namespace QboSync.Checking.Rules;

/// <summary>Orders that came in and that the code that books could not write down: their sums, their taxes, their currencies.</summary>
internal static class DraftRules
{
    // Said more precisely by rules of their own.
    private static readonly HashSet<string> SaidElsewhere = ["tax_mapping_missing", "tax_rate_differs", "class_missing", "location_missing"];

    public static IEnumerable<Finding> Check(CheckFacts facts) =>
        from held in facts.Undraftable
        where !SaidElsewhere.Contains(held.Code) || !facts.Lists.Facts.UsingSalesTax || facts.Lists.Facts.IsUs
        select Finding.Error(held.Code, null, $"{(held.Orders == 1 ? "1 of the orders seen" : $"{held.Orders} of the orders seen")} could not be booked, {held.Example} for one: {held.Message}", "Put right what the message says, or see the order's preview.");
}
