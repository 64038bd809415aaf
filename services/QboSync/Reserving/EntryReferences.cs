using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Reserving;

/// <summary>
/// Finds out which customer or item is meant where QuickBooks only says that something is inactive or missing (610, 2500, 6250). What was
/// made inactive is a bookkeeper's decision and holds the record; what is gone (deleted, or merged into another) is found anew.
/// </summary>
public sealed class EntryReferences(ReservationBook book)
{
    /// <summary>The refusal may be about a customer or an item.</summary>
    public static bool Concerns(RefusedException refused) =>
        !refused.IsGone && (refused.Has("610") || refused.Has("2500") || refused.Has("6250"));

    /// <summary>Asks QuickBooks for the entries; what is gone is forgotten.</summary>
    public async Task<ReferenceCheck> CheckAsync(QuickBooksCompany company, string? customerId, IReadOnlyCollection<string> itemIds, CancellationToken cancel)
    {
        var checks = await Task.WhenAll(
            AskAsync(company, "Customer", customerId is null ? [] : [customerId], cancel), AskAsync(company, "Item", itemIds, cancel));
        var (gone, inactive) = (checks.SelectMany(check => check.Gone).ToList(), checks.SelectMany(check => check.Inactive).ToList());
        var fault = inactive.Count > 0 ? Inactive(inactive)
            : gone.Count > 0 ? new Fault(FaultKind.Transient, "reference_gone", "A customer or item was deleted or merged in QuickBooks. Nothing was booked; it is looked for anew by itself.", TimeSpan.FromSeconds(1))
            : null;
        return new ReferenceCheck(fault, checks[0].Gone.Count > 0, checks[1].Gone.ToHashSet(StringComparer.Ordinal));
    }

    private static Fault Inactive(IReadOnlyList<string> which) => new(FaultKind.MappingMissing, "reference_inactive",
        $"Made inactive in QuickBooks, but needed here: {string.Join(", ", which.Take(5))}. Nothing was booked. Make it active again, or link the record to another one, then push the record again.");

    private static string Words(string entity, EntryCandidate entry) => $"the {entity.ToLowerInvariant()} '{entry.Name}' (id {entry.Id})";

    private async Task<(List<string> Gone, List<string> Inactive)> AskAsync(QuickBooksCompany company, string entity, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var asked = ids.Where(id => id.All(char.IsAsciiDigit)).Distinct().ToList(); // SHIPPING_ITEM_ID is no entry
        if (asked.Count == 0) return ([], []);
        var found = (await company.QueryAsync(entity, $"Id IN ({string.Join(", ", asked.Select(Query.Literal))}) and {Query.ActiveOrNot}", cancel)).Select(EntryCandidate.Of).ToList();
        var gone = asked.Except(found.Select(entry => entry.Id)).ToList();
        if (company.Rehearsal is not null) return (gone, [.. found.Where(entry => !entry.Active).Select(entry => Words(entity, entry))]);
        foreach (var id in gone) await book.ForgetAsync(company.Realm, entity, id, cancel);
        return (gone, [.. found.Where(entry => !entry.Active).Select(entry => Words(entity, entry))]);
    }
}
