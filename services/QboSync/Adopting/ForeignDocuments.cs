using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Adopting;

/// <summary>
/// The sales of a company that we did not write, by number. They are read by month and kept for <see cref="KeepFor"/>, so that importing a
/// history costs a few reads and not two for each order.
/// </summary>
public sealed class ForeignDocuments(TimeProvider clock)
{
    /// <summary>How long a month is used again.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);

    private static readonly string[] Kinds = ["SalesReceipt", "Invoice"];

    private readonly ConcurrentDictionary<(string Realm, string Kind, DateOnly Month), (ILookup<string, JsonObject> Documents, DateTimeOffset Until)> _kept = new();
    private readonly SemaphoreSlim _reading = new(1, 1);

    /// <summary>Those with one of the numbers, dated in the month of a day or in the next one: what was paid later may be dated later.</summary>
    /// <exception cref="FaultException">They cannot be read.</exception>
    public async Task<IReadOnlyList<(string Kind, JsonObject Document)>> FindAsync(
        QuickBooksCompany company, string day, IReadOnlyCollection<string> numbers, CancellationToken cancel)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var month = new DateOnly(date.Year, date.Month, 1);
        var found = new List<(string, JsonObject)>();
        foreach (var kind in Kinds)
            foreach (var first in new[] { month, month.AddMonths(1) })
            {
                var documents = await OfMonthAsync(company, kind, first, cancel);
                found.AddRange(numbers.SelectMany(number => documents[number]).Select(document => (kind, document)));
            }
        return found;
    }

    private async Task<ILookup<string, JsonObject>> OfMonthAsync(QuickBooksCompany company, string kind, DateOnly month, CancellationToken cancel)
    {
        var key = (company.Realm, kind, month);
        if (_kept.TryGetValue(key, out var kept) && kept.Until > clock.GetUtcNow()) return kept.Documents;
        await _reading.WaitAsync(cancel); // many orders of a month want it at once: one reads
        try
        {
            if (_kept.TryGetValue(key, out kept) && kept.Until > clock.GetUtcNow()) return kept.Documents;
            var (from, to) = (month.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), month.AddMonths(1).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            var documents = (await company.QueryAsync(kind, $"TxnDate >= {Query.Literal(from)} and TxnDate <= {Query.Literal(to)}", cancel))
                .Where(document => !Resemblance.IsOurs(document)).ToLookup(document => document.Text("DocNumber") ?? "", StringComparer.OrdinalIgnoreCase);
            _kept[key] = (documents, clock.GetUtcNow() + KeepFor);
            return documents;
        }
        finally
        {
            _reading.Release();
        }
    }
}
