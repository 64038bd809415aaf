using System.Globalization;
using System.Text.Json;

namespace SupabaseSync.Conflicts;

/// <summary>Compares a row with what stands, in the columns that the platform writes. Pure.</summary>
public static class RowDifferences
{
    private static readonly HashSet<string> NotContent = ["store_id", "woo_id", "date_modified_gmt", "sync_seq", "deleted", "lines", "refunds"];

    /// <summary>Where they differ, the version and the mark of deletion aside.</summary>
    public static IReadOnlyList<RowDifference> Of(ShopRow shop, StandingRow standing)
    {
        var found = new List<RowDifference>();
        AddColumns(found, "", shop.Columns, standing.Columns);
        // With a deleted order all its parts are marked.
        if (standing.IsDeleted) return found;
        AddParts(found, "order_lines", shop.Lines, standing.Lines);
        AddParts(found, "order_refunds", shop.Refunds, standing.Refunds);
        return found;
    }

    private static void AddColumns(List<RowDifference> found, string prefix, JsonElement shop, JsonElement standing)
    {
        foreach (var column in shop.EnumerateObject())
        {
            if (NotContent.Contains(column.Name)) continue;
            var value = standing.TryGetProperty(column.Name, out var there) ? there : default;
            if (Comparison.Same(column.Name, column.Value, value)) continue;
            found.Add(new RowDifference(prefix + column.Name, column.Value, value.ValueKind == JsonValueKind.Undefined ? null : value, StandingRow.WrittenAt(standing), column.Name == "raw"));
        }
    }

    private static void AddParts(List<RowDifference> found, string table, IReadOnlyDictionary<long, JsonElement>? shop, IReadOnlyDictionary<long, JsonElement> standing)
    {
        if (shop is null) return;
        foreach (var (id, part) in shop)
        {
            var path = Path(table, id);
            if (!standing.TryGetValue(id, out var row))
            {
                if (standing.Count < StandingRow.MostParts) found.Add(new RowDifference(path, part, null, null));
            }
            else if (StandingRow.IsMarked(row)) found.Add(new RowDifference(path, part, row, StandingRow.WrittenAt(row)));
            else AddColumns(found, path + ".", part, row);
        }
        // Lines that the platform never wrote are somebody's own.
        foreach (var (id, row) in standing)
            if (!shop.ContainsKey(id) && !StandingRow.IsMarked(row) && ShopRow.IsItself(id, row))
                found.Add(new RowDifference(Path(table, id), null, row, StandingRow.WrittenAt(row), IsShops: true));
    }

    private static string Path(string table, long id) => string.Create(CultureInfo.InvariantCulture, $"{table}[{id}]");
}
