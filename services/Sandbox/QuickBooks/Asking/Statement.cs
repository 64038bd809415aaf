using Sandbox.QuickBooks.Shapes;

namespace Sandbox.QuickBooks.Asking;

/// <summary>A query, read and checked.</summary>
/// <param name="Start">From 1.</param>
/// <param name="Most">Rows at most: 100 unless said, 1000 at the highest.</param>
internal sealed record Statement(bool Counts, EntityKind Kind, IReadOnlyList<Condition> Conditions, IReadOnlyList<(PropertyPath Path, bool Descending)> Order, int Start, int Most);
