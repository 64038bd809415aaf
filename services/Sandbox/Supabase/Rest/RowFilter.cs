using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Rest;

/// <summary>One condition of a query, such as <c>store_id=eq.s1</c> or <c>deleted_at=not.is.null</c>.</summary>
internal sealed class RowFilter
{
    private static readonly string[] Reserved = ["select", "order", "limit", "offset", "on_conflict", "columns", "apikey"];
    private readonly Column _column;
    private readonly string _operator;
    private readonly bool _negated;
    private readonly IReadOnlyList<JsonNode?> _values;

    private RowFilter(Column column, string text)
    {
        _column = column;
        var parts = text.Split('.', 2);
        if (parts[0] == "not" && parts.Length == 2)
        {
            _negated = true;
            parts = parts[1].Split('.', 2);
        }
        _operator = parts[0];
        var value = parts.Length == 2 ? parts[1] : "";
        _values = _operator switch
        {
            "eq" or "neq" or "gt" or "gte" or "lt" or "lte" => [PgValue.FromText(column.Type, value)],
            "in" when value is ['(', .., ')'] => [.. value[1..^1].Split(',').Select(item => PgValue.FromText(column.Type, item.Trim().Trim('"')))],
            "is" when value is "null" or "true" or "false" => [value == "null" ? null : JsonValue.Create(value == "true")],
            _ => throw new PgError("PGRST100", $"\"failed to parse filter ({text})\" (line 1, column 1)", "The stand-in knows eq, neq, gt, gte, lt, lte, in, is and not."),
        };
    }

    /// <summary>All conditions of a query; they must all hold.</summary>
    public static IReadOnlyList<RowFilter> Read(IQueryCollection query, TableShape table) =>
    [
        .. from parameter in query
           where !Reserved.Contains(parameter.Key)
           from text in parameter.Value
           select new RowFilter(table.Find(parameter.Key) ?? throw NoColumn(table, parameter.Key), text ?? ""),
    ];

    /// <summary>42703</summary>
    public static PgError NoColumn(TableShape table, string name) => new("42703", $"column {table.Name}.{name} does not exist");

    /// <summary>Whether a row meets the condition; null meets nothing but <c>is.null</c>, negated or not.</summary>
    public bool Holds(JsonObject row)
    {
        var value = row[_column.Name];
        if (_operator == "is") return PgValue.Same(value, _values[0]) != _negated;
        if (value is null) return false;
        var holds = _operator switch
        {
            "neq" => !PgValue.Same(value, _values[0]),
            "gt" => PgValue.Compare(_column.Type, value, _values[0]!) > 0,
            "gte" => PgValue.Compare(_column.Type, value, _values[0]!) >= 0,
            "lt" => PgValue.Compare(_column.Type, value, _values[0]!) < 0,
            "lte" => PgValue.Compare(_column.Type, value, _values[0]!) <= 0,
            _ => _values.Any(wanted => PgValue.Same(value, wanted)),
        };
        return holds != _negated;
    }
}
