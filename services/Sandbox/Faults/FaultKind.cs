using System.Text.Json.Serialization;

namespace Sandbox.Faults;

/// <summary>What a fault does to a request.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>Answers with a status and body at once; the stand-in never sees the request.</summary>
    [JsonStringEnumMemberName("status")] Status,

    /// <summary>Waits, then lets the request through.</summary>
    [JsonStringEnumMemberName("delay")] Delay,

    /// <summary>Cuts the connection without a byte; the stand-in never sees the request.</summary>
    [JsonStringEnumMemberName("drop")] Drop,

    /// <summary>Lets the stand-in do everything, then cuts the connection without a byte: an unknown outcome.</summary>
    [JsonStringEnumMemberName("commit_then_drop")] CommitThenDrop,

    /// <summary>Answers with a page of a firewall.</summary>
    [JsonStringEnumMemberName("html")] Html,
}
