using Webhooks.Journal;

namespace Webhooks.Pulling;

/// <summary>What one look at the shop brought: a page of records, as rows that are in no journal yet, or why there is none.</summary>
public sealed record PageRead
{
    /// <summary>The records, variations included; a row of which only the id is known must be asked for.</summary>
    public IReadOnlyList<Delivery> Rows { get; init; } = [];

    /// <summary>Why the shop cannot be read now; null where it was.</summary>
    public string? Problem { get; init; }

    /// <summary>How long the shop wants to be left alone; null where it does not say.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>The size of page to try instead; null where size is not the matter.</summary>
    public int? Smaller { get; init; }

    /// <summary>How many rows the page of the list had.</summary>
    public int Count { get; init; }

    /// <summary>How many were asked for; null where no list was read.</summary>
    public int? Asked { get; init; }

    /// <summary>Greatest date of change among them.</summary>
    public DateTimeOffset? Greatest { get; init; }

    /// <summary>Moves a pull on behind this page; says whether it was the last.</summary>
    public bool MoveOn(Pull pull)
    {
        if (Asked is { } asked) return NextPage.Advance(pull, Count, asked, Greatest);
        pull.RecordsRead = Rows.Count;
        return true;
    }

    internal static PageRead Away(string problem, TimeSpan? wait = null, int? smaller = null) => new() { Problem = problem, Wait = wait, Smaller = smaller };
}
