namespace Webhooks.Sweeping;

/// <summary>A record as the shop's list shows it.</summary>
/// <param name="Modified">Its date of change; null where the list says none.</param>
/// <param name="Wanted">It would be synced if it were new: no draft, no staff account.</param>
/// <param name="Refunds">See <see cref="Journal.RefundMark"/>.</param>
public sealed record Listed(DateTimeOffset? Modified, bool Wanted, string? Refunds = null);

/// <summary>What a shop has against what is known.</summary>
/// <param name="Lost">In the shop and never heard of.</param>
/// <param name="Changed">Newer in the shop, back from the dead, or with other refunds.</param>
/// <param name="Missing">Known and not in the shop's list. Not gone yet: rows move while pages are read, and a list hides what a plugin says.</param>
/// <param name="Standing">How many records are known and not deleted.</param>
public sealed record IdDifference(IReadOnlyList<long> Lost, IReadOnlyList<long> Changed, IReadOnlyList<long> Missing, int Standing)
{
    /// <summary>How many records may be gone at once without a person's word.</summary>
    public static int Believed(int standing) => Math.Max(10, standing / 100);

    /// <summary>Compares.</summary>
    /// <param name="before">What was known before the list was read: only that can be missing in it.</param>
    /// <param name="listed">The list.</param>
    /// <param name="after">What is known after it: only what is not known then is lost.</param>
    public static IdDifference Of(IReadOnlyDictionary<long, Known> before, IReadOnlyDictionary<long, Listed> listed, IReadOnlyDictionary<long, Known> after)
    {
        var (lost, changed) = (new List<long>(), new List<long>());
        foreach (var (id, record) in listed)
        {
            if (after.GetValueOrDefault(id) is not { Published: true } known)
            {
                if (record.Wanted) lost.Add(id);
            }
            else if (known.Deleted || record.Modified > (known.Modified ?? DateTimeOffset.MinValue) || (record.Modified is not null && record.Refunds != known.Refunds))
            {
                changed.Add(id);
            }
        }
        var missing = before.Keys.Where(id => !listed.ContainsKey(id) && after.GetValueOrDefault(id) is { Deleted: false, Published: true });
        return new IdDifference([.. lost.Order()], [.. changed.Order()], [.. missing.Order()], after.Values.Count(known => known is { Deleted: false, Published: true }));
    }
}
