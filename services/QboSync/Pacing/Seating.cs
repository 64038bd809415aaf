namespace QboSync.Pacing;

/// <summary>Who may have how many calls to a company in flight. A killed instance's seats come free when its lease runs out.</summary>
public static class Seating
{
    /// <summary>
    /// Seats an instance anew: an equal share, or as many as it has in use, but never one that another holds. Who is alone leaves one free, so
    /// that a second one can begin at once; a third that finds nothing is known from then on, and gets its share when the others ask again.
    /// </summary>
    /// <param name="seats">Who holds seats.</param>
    /// <param name="instance">Who asks.</param>
    /// <param name="inUse">How many calls it has in flight.</param>
    /// <param name="limit">How many there are.</param>
    /// <param name="now">Now.</param>
    /// <param name="until">When its new lease ends.</param>
    public static (IReadOnlyList<Seats> All, int Mine) Ask(
        IReadOnlyList<Seats> seats, Guid instance, int inUse, int limit, DateTimeOffset now, DateTimeOffset until)
    {
        var others = seats.Where(other => other.Instance != instance && other.Until > now).ToList();
        var free = limit - others.Sum(other => other.Count);
        var share = Math.Max(1, others.Count == 0 ? limit - 1 : limit / (others.Count + 1));
        var mine = Math.Clamp(Math.Max(share, inUse), 0, Math.Max(0, free));
        return ([.. others, new Seats(instance, mine, until)], mine);
    }
}
