using System.Globalization;
using QboSync.Checking;
using QboSync.Company;
using QboSync.Mapping.Choosing;
using QboSync.Mapping.Fields;

namespace QboSync.Mapping.Proposing;

/// <summary>
/// What the mapping should probably say, from what the company offers and what the shop's orders carry. Only where names or percentages are
/// the same and one alone comes into question: a guess that is wrong would stand in the books for months.
/// </summary>
internal static class Proposals
{
    // What a gateway is called on both sides, where the words differ.
    private static readonly Dictionary<string, string[]> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["stripe"] = ["Stripe"], ["woocommerce_payments"] = ["WooPayments", "WooCommerce Payments"], ["ppcp-gateway"] = ["PayPal"], ["paypal"] = ["PayPal"],
        ["cod"] = ["Cash on delivery", "Cash"], ["cheque"] = ["Check", "Cheque"], ["bacs"] = ["Bank transfer", "Direct bank transfer"],
        ["square_credit_card"] = ["Square"], ["klarna_payments"] = ["Klarna"], ["mollie_wc_gateway_ideal"] = ["iDEAL"],
    };

    /// <summary>All proposals for what is not set.</summary>
    public static IReadOnlyList<Proposal> Of(CompanyLists lists, SeenOrders seen, BookMapping mapping) =>
        [.. Methods(lists, seen, mapping), .. Deposits(lists, seen, mapping), .. Taxes(lists, seen, mapping), .. Untaxed(lists, seen, mapping)];

    private static IEnumerable<Proposal> Methods(CompanyLists lists, SeenOrders seen, BookMapping mapping) =>
        from method in Distinct(seen)
        where mapping.PaymentMethods.GetValueOrDefault(method.Id)?.Method is null
        let same = lists.PaymentMethods.Where(entry => Names(method).Any(name => Same(entry.Name, name))).ToList()
        where same.Count == 1
        select Propose(["payment_methods", method.Id, "method"], same[0].Id, same[0].Name, $"orders are paid by '{Said(method)}', and QuickBooks has a payment method of that name");

    private static IEnumerable<Proposal> Deposits(CompanyLists lists, SeenOrders seen, BookMapping mapping) =>
        from method in Distinct(seen)
        where mapping.PaymentMethods.GetValueOrDefault(method.Id)?.Deposit is null
        let same = lists.Facts.Accounts.Where(account => account.Type is "Bank" or "Other Current Asset"
            && Names(method).Any(name => Same(account.Name, name) || Same(account.Name, $"{name} clearing") || Same(account.Name, $"{name} clearing account"))).ToList()
        where same.Count == 1
        select Propose(["payment_methods", method.Id, "deposit"], same[0].Id, same[0].Name, $"orders are paid by '{Said(method)}', and QuickBooks has an account of that name");

    private static IEnumerable<Proposal> Taxes(CompanyLists lists, SeenOrders seen, BookMapping mapping)
    {
        if (lists.Facts.IsUs || !lists.Facts.UsingSalesTax) yield break;
        foreach (var percent in seen.Taxes.Keys.Where(tax => tax.Percent is > 0 && TaxKeys.Mapped(mapping.Tax, tax) is null).Select(tax => tax.Percent!.Value).Distinct().Order())
        {
            // Several codes of one percentage (goods, services, abroad) differ in what is reported: that is for a person to say.
            var same = lists.TaxCodes.Where(code => !code.IsZero && code.Percent == percent).ToList();
            if (same.Count == 1)
                yield return Propose(["tax", "codes", TaxKeys.Percent(percent)], same[0].Id, same[0].Name,
                    $"orders carry tax of {TaxKeys.Percent(percent)}, and one tax code alone has that percentage");
        }
    }

    private static IEnumerable<Proposal> Untaxed(CompanyLists lists, SeenOrders seen, BookMapping mapping)
    {
        if (lists.Facts.IsUs || !lists.Facts.UsingSalesTax || mapping.Tax.Untaxed is not null || seen.WithUntaxedLines == 0) yield break;
        var none = lists.TaxCodes.Where(code => code.IsZero).ToList();
        if (none.Count == 1)
            yield return Propose(["tax", "untaxed"], none[0].Id, none[0].Name, "orders have lines without tax, and one tax code alone has none");
    }

    private static IEnumerable<SeenMethod> Distinct(SeenOrders seen) =>
        seen.Methods.OrderByDescending(method => method.Value).Select(method => method.Key).DistinctBy(method => method.Id).OrderBy(method => method.Id, StringComparer.Ordinal);

    private static IEnumerable<string> Names(SeenMethod method) => [method.Title, method.Id, .. OtherNames.GetValueOrDefault(method.Id, [])];

    private static string Said(SeenMethod method) => method.Title.Length > 0 ? method.Title : method.Id;

    private static Proposal Propose(IReadOnlyList<string> segments, string id, string name, string reason) =>
        new(MappingPath.Of(segments), segments, id, name, reason);

    private static bool Same(string one, string other) =>
        Letters(one) is { Length: > 0 } letters && string.Equals(letters, Letters(other), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string name) => new([.. name.Where(char.IsLetterOrDigit)]);
}
