using System.Text.Json.Nodes;
using QboSync.Storage;

namespace QboSync.Previewing;

/// <summary>A write that a booking would have made.</summary>
/// <param name="Entity">Such as <c>SalesReceipt</c>.</param>
/// <param name="Operation"><c>create</c>, <c>update</c>, <c>void</c> or <c>delete</c>.</param>
/// <param name="Role">What the document is to the order; null for what is no document.</param>
/// <param name="SourceId">The order's or the refund's id; null for what is no document.</param>
/// <param name="Body">The exact JSON.</param>
/// <param name="Total">What QuickBooks would add it up to; null for what has no sum.</param>
public sealed record RehearsedWrite(string Entity, string Operation, DocumentRole? Role, string? SourceId, JsonObject Body, decimal? Total);
