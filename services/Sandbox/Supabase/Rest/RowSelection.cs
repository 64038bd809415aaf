using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Rest;

/// <summary><c>select</c>, <c>order</c>, <c>limit</c> and <c>offset</c> of a query.</summary>
internal sealed class RowSelection
{
    /// <summary>No read answers more rows than this, and it does so without an error.</summary>
    public const int MaxRows = 1000;

    private readonly IReadOnlyList<Column> _columns;
    private readonly IReadOnlyList<EmbeddedRows> _embedded;
    private readonly IReadOnlyList<(Column Column, bool Descending, bool NullsFirst)> _order;

    /// <summary>Reads a query; 42703 for a column that is not there.</summary>
    public RowSelection(RestRequest request, TableShape table)
    {
        Column Find(string name) => table.Find(name) ?? throw RowFilter.NoColumn(table, name);
        var terms = request.Query("select") is { Length: > 0 } select and not "*" ? Terms(select) : null;
        _columns = terms is null ? table.Columns : [.. terms.Where(term => !term.EndsWith(')')).Select(Find)];
        _embedded = [.. (terms ?? []).Where(term => term.EndsWith(')')).Select(term => EmbeddedRows.Read(term, table))];
        _order = [.. (request.Query("order") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(term =>
        {
            var parts = term.Split('.');
            var descending = parts.Contains("desc");
            return (Find(parts[0]), descending, parts.Contains("nullsfirst") || (descending && !parts.Contains("nullslast")));
        })];
        Limit = int.TryParse(request.Query("limit"), out var limit) ? Math.Min(limit, MaxRows) : MaxRows;
        Offset = int.TryParse(request.Query("offset"), out var offset) ? offset : 0;
    }

    /// <summary>At most <see cref="MaxRows"/>.</summary>
    public int Limit { get; }

    /// <summary>From 0.</summary>
    public int Offset { get; }

    /// <summary>The rows in the order asked for; else by key.</summary>
    public IReadOnlyList<JsonObject> Sort(IEnumerable<JsonObject> rows)
    {
        var sorted = rows.ToList();
        sorted.Sort(Compare); // by key where the query leaves a tie
        return sorted;
    }

    /// <summary>The columns asked for; with a store the rows of other tables that were asked for too.</summary>
    public JsonArray Project(IEnumerable<JsonObject> rows, RowStore? store = null) => new([.. rows.Select(row => (JsonNode)new JsonObject(
        _columns.Select(column => KeyValuePair.Create(column.Name, row[column.Name]?.DeepClone()))
            .Concat(store is null ? [] : _embedded.Select(embedded => KeyValuePair.Create(embedded.Name, (JsonNode?)embedded.Of(row, store))))))]);

    // Split at commas, those inside brackets aside.
    private static List<string> Terms(string select)
    {
        var (terms, depth, begin) = (new List<string>(), 0, 0);
        for (var at = 0; at <= select.Length; at++)
        {
            if (at == select.Length || (select[at] == ',' && depth == 0))
            {
                terms.Add(select[begin..at].Trim());
                begin = at + 1;
            }
            else depth += select[at] switch { '(' => 1, ')' => -1, _ => 0 };
        }
        return terms;
    }

    private int Compare(JsonObject left, JsonObject right)
    {
        foreach (var (column, descending, nullsFirst) in _order)
        {
            var (a, b) = (left[column.Name], right[column.Name]);
            if (a is null && b is null) continue;
            if (a is null || b is null) return (a is null) == nullsFirst ? -1 : 1;
            var order = PgValue.Compare(column.Type, a, b);
            if (order != 0) return descending ? -order : order;
        }
        return RowStore.KeyOf(left).CompareTo(RowStore.KeyOf(right));
    }
}
