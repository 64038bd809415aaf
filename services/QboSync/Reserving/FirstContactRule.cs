using QboSync.Mapping;
using QboSync.Storage;

namespace QboSync.Reserving;

/// <summary>Whether what QuickBooks has is linked, asked about, or left beside a new one.</summary>
public static class FirstContactRule
{
    /// <summary>QuickBooks need not even be asked: a new one is made whatever it has.</summary>
    public static bool MakesNew(FirstContact policy, EntryDecision? decision) => decision == EntryDecision.Create || policy == FirstContact.Create;

    /// <summary>Which of the candidates is linked. Null where a person is asked, or where there is none.</summary>
    /// <param name="policy">As mapped.</param>
    /// <param name="candidates">Usable entries that may be it.</param>
    /// <param name="isExact">It has the wanted name too, which QuickBooks keeps unique.</param>
    public static T? Choose<T>(FirstContact policy, IReadOnlyList<T> candidates, Func<T, bool> isExact) where T : class
    {
        if (policy != FirstContact.Link) return null;
        if (candidates.Count == 1) return candidates[0];
        var exact = candidates.Where(isExact).Take(2).ToList();
        return exact.Count == 1 ? exact[0] : null;
    }
}
