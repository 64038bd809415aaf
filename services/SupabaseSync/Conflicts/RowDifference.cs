using System.Text.Json;

namespace SupabaseSync.Conflicts;

/// <summary>One place where a row is not as the shop says.</summary>
/// <param name="Path">A column such as <c>status</c>, one of a part such as <c>order_lines[70].total</c>, or a whole part, <c>order_lines[70]</c>.</param>
/// <param name="Shop">What the shop says, as it would be written; null where it says there is no such part.</param>
/// <param name="Standing">What stands; null where the part is gone.</param>
/// <param name="At">When that was last written, by whomever; null where a part is gone.</param>
/// <param name="IsShops">
/// Nobody else's to keep: <c>raw</c> is what the shop said, the version is what later writes are judged by, and a line that the shop took away
/// would make the order's sum wrong. Set right whatever the policy, and never asked about.
/// </param>
public sealed record RowDifference(string Path, JsonElement? Shop, JsonElement? Standing, DateTimeOffset? At, bool IsShops = false);
