using System.Globalization;
using Microsoft.AspNetCore.Http;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Reporting;

/// <summary>The days of a report, both included; from the first of January to today where nothing is asked.</summary>
internal sealed record Period(string Start, string End)
{
    public static Period Of(IQueryCollection query, Company company)
    {
        var (start, end) = (Day(query, "start_date") ?? $"{company.Clock.Today[..4]}-01-01", Day(query, "end_date") ?? company.Clock.Today);
        return string.CompareOrdinal(start, end) <= 0 ? new Period(start, end) : throw Refuse.Business("start_date must be on or before end_date.");
    }

    public bool Holds(string? day) => string.CompareOrdinal(day, Start) >= 0 && string.CompareOrdinal(day, End) <= 0;

    private static string? Day(IQueryCollection query, string name) => query[name].ToString() is not { Length: > 0 } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : throw Refuse.DateFormat(name, text);
}
