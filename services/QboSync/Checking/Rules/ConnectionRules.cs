namespace QboSync.Checking.Rules;

/// <summary>Whether anything can be booked at all, and from where.</summary>
internal static class ConnectionRules
{
    private static readonly string[] Ended = ["EXPIRED", "CANCEL", "SUSPEND", "DELINQUENT", "OPTED_OUT"];

    public static IEnumerable<Finding> Check(CheckFacts facts)
    {
        if (facts.Paused is { } why)
            yield return Finding.Error("paused", null, $"Nothing is booked at the moment: {why}", "Put right what the message says; booking then goes on by itself.");
        if (facts.Lists.Setup.Subscription is { } subscription && Ended.Any(word => subscription.Contains(word, StringComparison.OrdinalIgnoreCase)))
            yield return Finding.Error("subscription_ended", null, $"The company's QuickBooks subscription has ended ({subscription}); QuickBooks takes nothing.", "Renew it in QuickBooks.");
        if (facts.Stores.Count == 0)
            yield return Finding.Warning("no_store", null, "No WooCommerce store is connected, so there is nothing to book.", "Enter a credential of platform woocommerce, and create the shop's webhooks.");
        else if (facts.Seen.Count == 0)
            yield return Finding.Info("no_orders_seen", null, "No order has come in yet, so payment methods, taxes, currencies and statuses could not be compared.", "Check again after the first orders.");
        foreach (var store in facts.Mapping.Stores.Keys.Except(facts.Stores).Order(StringComparer.Ordinal))
            yield return Finding.Warning("unknown_store", $"stores.{store}", $"The mapping has rules for a store '{store}', but no active store of that id is connected.", "Correct the id, or take the rules out.");
    }
}
