namespace Webhooks.Proving;

/// <summary>
/// One proof that nothing is missing: of one store, some days and targets. It is on disk with how far it got, so that after a crash it goes on
/// at the page it was at.
/// </summary>
public sealed class Proof
{
    /// <summary>Its id.</summary>
    public Guid ProofId { get; set; }

    /// <summary>The tenant.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; set; } = "";

    /// <summary>The only target that was asked for; null for all.</summary>
    public string? Target { get; set; }

    /// <summary>The targets that are compared, comma separated: those that the tenant was connected to at the beginning.</summary>
    public string Targets { get; set; } = "";

    /// <summary>orders, products, customers, comma separated.</summary>
    public string Entities { get; set; } = "";

    /// <summary>First day, in the shop's zone.</summary>
    public DateOnly FirstDay { get; set; }

    /// <summary>Last day, inclusive.</summary>
    public DateOnly LastDay { get; set; }

    /// <summary>When the first day begins; null until the shop said in which zone it counts its days.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>When the day after the last begins.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>The shop's zone, for the reader.</summary>
    public string? Zone { get; set; }

    /// <summary><c>api</c> or <c>nightly</c>.</summary>
    public string Trigger { get; set; } = "";

    /// <summary>Of a nightly one: the day it was begun on, in the shop's zone. A store has one of each.</summary>
    public DateOnly? NightOf { get; set; }

    /// <summary>Where it stands.</summary>
    public ProofState State { get; set; }

    /// <summary>Which of <see cref="ProofStep.Of"/> is next.</summary>
    public int Step { get; set; }

    /// <summary>How far that step is.</summary>
    public string? Cursor { get; set; }

    /// <summary>Records of the shop that were read.</summary>
    public long ShopRecords { get; set; }

    /// <summary>Differences that were found.</summary>
    public int Differences { get; set; }

    /// <summary>Records that were under way.</summary>
    public int UnderWay { get; set; }

    /// <summary>Why it cannot go on now, or why it ended without a result.</summary>
    public string? Problem { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When something is to be done; null once it is over.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Tries that failed since the last that did not.</summary>
    public int Attempts { get; set; }

    /// <summary>Until when somebody is at it.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }

    /// <summary><see cref="Targets"/> as a list.</summary>
    public IReadOnlyList<string> TargetList => Targets.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary><see cref="Entities"/> as a list.</summary>
    public IReadOnlyList<string> EntityList => Entities.Split(',', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Where a proof stands.</summary>
public enum ProofState
{
    /// <summary>It is being made.</summary>
    Running,

    /// <summary>It has a result.</summary>
    Done,

    /// <summary>It came to nothing; <see cref="Proof.Problem"/> says why.</summary>
    Failed,
}
