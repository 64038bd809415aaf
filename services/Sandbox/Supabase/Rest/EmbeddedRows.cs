using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Rest;

/// <summary>Rows of a table that refers to this one, read along with it: <c>select=woo_id,order_lines(woo_id,name)</c>.</summary>
internal sealed class EmbeddedRows
{
    private readonly TableShape _table;
    private readonly IReadOnlyList<Column> _columns;

    private EmbeddedRows(TableShape table, IReadOnlyList<Column> columns) => (_table, _columns) = (table, columns);

    /// <summary>The key in the answer.</summary>
    public string Name => _table.Name;

    /// <summary>Reads <c>table(columns)</c>; PGRST200 where the table does not refer to <paramref name="parent"/>.</summary>
    public static EmbeddedRows Read(string term, TableShape parent)
    {
        var open = term.IndexOf('(');
        var name = term[..open].Trim();
        if (parent != MirrorTables.Orders || MirrorTables.Find(name) is not { } table || table.Find("order_woo_id") is null)
            throw new PgError("PGRST200", $"Could not find a relationship between '{parent.Name}' and '{name}' in the schema cache",
                $"Searched for a foreign key relationship between '{parent.Name}' and '{name}' in the schema 'public', but no matches were found.");
        var columns = term[(open + 1)..^1];
        return new EmbeddedRows(table, columns is "*" ? table.Columns : [.. columns.Split(',').Select(column => table.Find(column.Trim()) ?? throw RowFilter.NoColumn(table, column.Trim()))]);
    }

    /// <summary>The rows that refer to one, as many as a read answers.</summary>
    public JsonArray Of(JsonObject row, RowStore store) => new([.. store.ChildrenOf(_table, RowStore.KeyOf(row)).Take(RowSelection.MaxRows).Select(key => store.Get(_table, key)!)
        .Select(child => (JsonNode)new JsonObject(_columns.Select(column => KeyValuePair.Create(column.Name, child[column.Name]?.DeepClone()))))]);
}
