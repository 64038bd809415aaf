using System.Text.Json.Nodes;

namespace QboSync.Talking;

/// <summary>One entity that was changed or deleted in QuickBooks, by whomever.</summary>
/// <param name="Entity">Such as <c>Invoice</c>.</param>
/// <param name="Body">The entity; of a deleted one little more than its Id.</param>
public sealed record Change(string Entity, JsonObject Body)
{
    /// <summary>It is gone.</summary>
    public bool IsDeleted => Body.Text("status") == "Deleted";

    /// <summary>When it was changed; null where QuickBooks does not say.</summary>
    public DateTimeOffset? At => Body.Instant("MetaData", "LastUpdatedTime");
}
