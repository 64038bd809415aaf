namespace Contracts;

/// <summary>A dry run asks a target what it would do with some versions of one entity. Over HTTP, never on the bus; nothing is written by it.</summary>
public sealed record PlanQuestion
{
    /// <summary>The dry run.</summary>
    public Guid SyncId { get; init; }

    /// <summary>The tenant that owns the store.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; init; } = "";

    /// <summary><see cref="Entities"/>.</summary>
    public string Entity { get; init; } = "";

    /// <summary>The versions; none asks only whether the target could say.</summary>
    public IReadOnlyList<PlannedRecord> Records { get; init; } = [];
}

/// <summary>One version of one record, as <see cref="RecordChanged"/> would bring it.</summary>
public sealed record PlannedRecord
{
    /// <summary>The WooCommerce id.</summary>
    public string Key { get; init; } = "";

    /// <summary>See <see cref="RecordChanged.Modified"/>.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>See <see cref="RecordChanged.Seq"/>.</summary>
    public long Seq { get; init; }

    /// <summary>See <see cref="RecordChanged.Deleted"/>.</summary>
    public bool Deleted { get; init; }

    /// <summary>See <see cref="RecordChanged.Body"/>.</summary>
    public string Body { get; init; } = "{}";

    /// <summary>See <see cref="OrderChanged.Refunds"/>.</summary>
    public string? Refunds { get; init; }

    /// <summary>See <see cref="RecordChanged.Force"/>.</summary>
    public bool Force { get; init; }

    /// <summary>See <see cref="RecordChanged.History"/>.</summary>
    public bool History { get; init; }
}

/// <summary>What the target would do.</summary>
public sealed record PlanAnswer
{
    /// <summary>Why the target cannot say: the account is paused, or could not be read. Null where it can.</summary>
    public PlanProblem? Problem { get; init; }

    /// <summary>One line per record; none where there is a problem.</summary>
    public IReadOnlyList<PlanLine> Records { get; init; } = [];
}

/// <summary>Why a target cannot say what it would do.</summary>
/// <param name="Code">Short name of the cause.</param>
/// <param name="Message">The cause in words, with what to do.</param>
/// <param name="RetryAfterSeconds">Where it passes by itself: after how long. Null where it does not.</param>
public sealed record PlanProblem(string Code, string Message, int? RetryAfterSeconds = null);

/// <summary>What would become of one record.</summary>
/// <param name="Key">The WooCommerce id.</param>
/// <param name="Outcome">As a run would count it.</param>
/// <param name="Code">Why it would be left or refused, as a short name.</param>
/// <param name="Message">The same in words.</param>
/// <param name="ExternalId">The id in the target, where there is one already.</param>
/// <param name="Amount">Of an order: what it would come to in the target, else what the shop says; null for what has no sum.</param>
/// <param name="Currency">ISO 4217; null where there is no amount.</param>
public sealed record PlanLine(string Key, RecordOutcome Outcome, string? Code, string? Message, string? ExternalId, decimal? Amount, string? Currency);
