using QboSync.Mapping;

namespace QboSync.Checking.Rules;

/// <summary>The day up to which the books are closed, against the days of the orders.</summary>
internal static class PeriodRules
{
    public static IEnumerable<Finding> Check(CheckFacts facts)
    {
        if (facts.Lists.Setup.ClosedUntil is not { } closed) yield break;
        var then = facts.Mapping.Orders.ClosedPeriod == ClosedPeriodPolicy.Hold ? "They are held until the period is open." : "They are dated on the first open day.";
        if (facts.StartDate is { } start && string.CompareOrdinal(start, closed) <= 0)
            yield return Finding.Warning("start_date_closed", "orders.closed_period", $"Orders are booked from {start} on, but the books are closed up to {closed}. Orders of the days between would change closed books. {then}",
                "Set the credential's start_date after the closing date, move the closing date in QuickBooks, or choose by orders.closed_period what becomes of them.");
        var waiting = facts.Seen.WaitingByDay.Where(day => string.CompareOrdinal(day.Key, closed) <= 0 && (facts.StartDate is not { } from || string.CompareOrdinal(day.Key, from) >= 0)).Sum(day => day.Value);
        if (waiting > 0)
            yield return Finding.Warning("closed_period", "orders.closed_period", $"{waiting} of the orders that are not booked yet are dated on or before {closed}, the day up to which the books are closed. {then}",
                "Open the period in QuickBooks (Account and settings, Advanced, Accounting), or set orders.closed_period to first_open_day.");
    }
}
