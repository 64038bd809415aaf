using System.Text.Json.Serialization;

namespace Sandbox.Faults;

/// <summary>What a fault does to a request.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>Answers with a status and body; the stand-in never sees the request, or has done it already (<c>after_commit</c>).</summary>
    [JsonStringEnumMemberName("status")] Status,

    /// <summary>Waits, then lets the request through, if the caller is still there; with <c>after_commit</c> the answer is what waits.</summary>
    [JsonStringEnumMemberName("delay")] Delay,

    /// <summary>Waits, then does the request even where the caller has gone: a commit that lands late.</summary>
    [JsonStringEnumMemberName("late_commit")] LateCommit,

    /// <summary>Cuts the connection without a byte; the stand-in never sees the request.</summary>
    [JsonStringEnumMemberName("drop")] Drop,

    /// <summary>Lets the stand-in do everything, then cuts the connection without a byte: an unknown outcome.</summary>
    [JsonStringEnumMemberName("commit_then_drop")] CommitThenDrop,

    /// <summary>Answers with a page of a firewall.</summary>
    [JsonStringEnumMemberName("html")] Html,

    /// <summary>QuickBooks: 429 with its own body, as JSON or as XML (<c>format</c>).</summary>
    [JsonStringEnumMemberName("throttle")] Throttle,

    /// <summary>QuickBooks: 200 with a Fault (<c>code</c>), instead of doing the request or after it.</summary>
    [JsonStringEnumMemberName("fault_200")] Fault200,

    /// <summary>QuickBooks: some items of a batch (<c>item_share</c>) answer a Fault, not done or done all the same.</summary>
    [JsonStringEnumMemberName("batch_item_fault")] BatchItemFault,

    /// <summary>QuickBooks: the answers of some items of a batch are missing, not done or done all the same.</summary>
    [JsonStringEnumMemberName("batch_items_missing")] BatchItemsMissing,

    /// <summary>QuickBooks: every access token ends just before the request.</summary>
    [JsonStringEnumMemberName("expire_tokens")] ExpireTokens,

    /// <summary>QuickBooks: a refresh is done and its answer is lost, so the new refresh token is known to nobody.</summary>
    [JsonStringEnumMemberName("rotation_lost")] RotationLost,
}
