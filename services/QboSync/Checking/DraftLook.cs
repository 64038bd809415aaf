using System.Globalization;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Checking;

/// <summary>Lets the code that books draft orders, and remembers for which reasons it could not.</summary>
internal sealed class DraftLook(CompanyBooks books)
{
    private readonly Dictionary<string, Undraftable> _byCode = [];

    /// <summary>The reasons, the most frequent first.</summary>
    public IReadOnlyList<Undraftable> Undraftable => [.. _byCode.Values.OrderByDescending(held => held.Orders).ThenBy(held => held.Code, StringComparer.Ordinal)];

    /// <summary>Drafts one order, the newest first; one whose status is not booked is left.</summary>
    public void Look(WooOrder order)
    {
        if (books.Mapping.Orders.BookAsOf(order.Status) is null) return;
        try
        {
            Drafting.OfOrder(order, books);
        }
        catch (FaultException e)
        {
            _byCode[e.Fault.Code] = _byCode.TryGetValue(e.Fault.Code, out var known) ? known with { Orders = known.Orders + 1 }
                : new Undraftable(e.Fault.Code, e.Fault.Message, order.Id.ToString(CultureInfo.InvariantCulture), 1);
        }
    }
}
