using Contracts;

namespace Webhooks.Pulling;

/// <summary>
/// One reading of the shop, on disk with how far it got: after a crash it goes on at the page it was at. What is read goes into the journal
/// like a delivery and takes the same road.
/// </summary>
public sealed class Pull
{
    /// <summary>The run that it belongs to.</summary>
    public Guid SyncId { get; set; }

    /// <summary>The tenant.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; set; } = "";

    /// <summary><see cref="Entities"/>.</summary>
    public string Entity { get; set; } = "";

    /// <summary>Only this target; null for all.</summary>
    public string? Target { get; set; }

    /// <summary>What is read.</summary>
    public PullMode Mode { get; set; }

    /// <summary>First day, in the shop's zone; of <see cref="PullMode.DateRange"/>.</summary>
    public DateOnly? FirstDay { get; set; }

    /// <summary>Last day, in the shop's zone; of <see cref="PullMode.DateRange"/>.</summary>
    public DateOnly? LastDay { get; set; }

    /// <summary>The days are those of creation, not of the last change.</summary>
    public bool ByCreation { get; set; }

    /// <summary>WooCommerce ids, comma separated; of <see cref="PullMode.Ids"/>.</summary>
    public string? Ids { get; set; }

    /// <summary>Records that are known are sent all the same; the targets write only where they differ.</summary>
    public bool Resend { get; set; }

    /// <summary>Targets write even where nothing changed.</summary>
    public bool Force { get; set; }

    /// <summary>Import records older than a start date too.</summary>
    public bool History { get; set; }

    /// <summary>What set it off, see <see cref="RunStarted.Trigger"/>.</summary>
    public string Trigger { get; set; } = "";

    /// <summary>Why, in the words of who asked.</summary>
    public string? Reason { get; set; }

    /// <summary>Who asked; null where nobody said.</summary>
    public string? AskedBy { get; set; }

    /// <summary>Outcomes that the run was told to wait for; null until everything is read and judged.</summary>
    public int? Expected { get; set; }

    /// <summary>
    /// Nobody asked: the run is told of with the first record that turns out to be news, and where there is none it leaves nothing behind. Else
    /// a shop would have some 800 empty runs a day.
    /// </summary>
    public bool Quiet => IsBySchedule(Trigger);

    /// <summary>A schedule or a comparison set it off. What it reads goes on only where it is news.</summary>
    public static bool IsBySchedule(string trigger) => trigger is "schedule" or "reconciliation";

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Where it stands.</summary>
    public PullState State { get; set; }

    /// <summary>Why the shop cannot be read now; null where it can.</summary>
    public string? Problem { get; set; }

    /// <summary>Instant after which is read, exclusive; where reading goes by the date of change.</summary>
    public DateTimeOffset? Cursor { get; set; }

    /// <summary>How many rows of the list are behind, where reading goes by position.</summary>
    public long Offset { get; set; }

    /// <summary>Rows asked for at once; smaller where the shop is too slow.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>The watermark that the reading began with; null where there was none, or where it has nothing to do with it.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>Who cancelled or resumed it last, in their own words.</summary>
    public string? ChangedBy { get; set; }

    /// <summary>Greatest <c>date_modified_gmt</c> read.</summary>
    public DateTimeOffset? Greatest { get; set; }

    /// <summary>Records read.</summary>
    public long RecordsRead { get; set; }

    /// <summary>When something is to be done; null once it is over.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Tries that failed since the last that did not.</summary>
    public int Attempts { get; set; }

    /// <summary>Until when somebody is at it.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
