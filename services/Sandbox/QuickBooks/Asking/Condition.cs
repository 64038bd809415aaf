namespace Sandbox.QuickBooks.Asking;

/// <summary>One comparison of WHERE; only IN has several values.</summary>
/// <param name="Operator"><c>=</c>, <c>&lt;</c>, <c>&gt;</c>, <c>&lt;=</c>, <c>&gt;=</c>, <c>IN</c> or <c>LIKE</c>.</param>
internal sealed record Condition(PropertyPath Path, string Operator, IReadOnlyList<string> Values);
