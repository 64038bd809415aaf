using QboSync.Mapping;
using QboSync.Mapping.Fields;
using Woo.Shapes;

namespace QboSync.Checking.Rules;

/// <summary>How the shop sells, against what the mapping says about it: numbers, statuses, payment methods, fees.</summary>
internal static class SellingRules
{
    // What a shop does not mean to have booked, or what has rules of its own.
    private static readonly HashSet<string> KnownUnbooked = ["pending", "cancelled", "failed", "refunded", WooStatus.Trash];

    public static IEnumerable<Finding> Check(CheckFacts facts)
    {
        foreach (var clash in PrefixClash.Among(facts.Mapping, facts.Stores))
            yield return Finding.Error("prefix_clash", $"stores.{clash.Other}.doc_number_prefix", clash.Message, $"Set stores.{clash.Other}.doc_number_prefix.");
        if (facts.Mapping.Orders.Statuses.Count == 0)
            yield return Finding.Error("no_status_booked", "orders.statuses", "No order status is booked, so no order ever is.", "Name at least one in orders.statuses, such as \"completed\": \"by_payment\".");
        foreach (var (status, orders) in facts.Seen.Statuses.OrderBy(status => status.Key, StringComparer.Ordinal))
            if (!facts.Mapping.Orders.Statuses.ContainsKey(status) && !KnownUnbooked.Contains(status) && !WooStatus.IsDraft(status))
                yield return Finding.Warning("status_not_booked", MappingPath.Of(["orders", "statuses", status]), $"The shop has orders with the status '{status}' ({orders} of those seen), which are not booked.", $"Set {MappingPath.Of(["orders", "statuses", status])} to by_payment if they should be.");
        foreach (var method in facts.Seen.Methods.Keys.DistinctBy(method => method.Id).OrderBy(method => method.Id, StringComparer.Ordinal))
            if (facts.Mapping.PaymentMethod(method.Id) is null)
                yield return Finding.Warning("payment_method_unmapped", MappingPath.Of(["payment_methods", method.Id]), $"Orders are paid by '{(method.Title.Length > 0 ? method.Title : method.Id)}' ({method.Id}), for which nothing is set: they are booked without a payment method, and the money goes to the account of all others.",
                    $"Set {MappingPath.Of(["payment_methods", method.Id])} to a payment method and a deposit account of QuickBooks.");
        if (facts.Seen.WithGatewayFee > 0 && !facts.Mapping.GatewayFees.Enabled)
            yield return Finding.Info("gateway_fees_not_booked", "gateway_fees.enabled", $"{facts.Seen.WithGatewayFee} of the orders seen say what the payment gateway kept as its fee; fees are not booked.", "Set gateway_fees.enabled and gateway_fees.expense_account if they should be.");
    }
}
