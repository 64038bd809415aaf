namespace Sandbox.Supabase.Schema;

/// <summary>One column.</summary>
public sealed record Column(string Name, ColumnType Type, bool NotNull = false);

/// <summary>What the stand-in knows of a table of services/SupabaseSync/Schema; a test compares it with a PostgreSQL that the SQL was applied to.</summary>
public sealed class TableShape
{
    private readonly Dictionary<string, Column> _byName;

    /// <summary>A table with its columns in order.</summary>
    public TableShape(string name, bool versioned, params Column[] columns)
    {
        Name = name;
        Versioned = versioned;
        Columns = columns;
        _byName = columns.ToDictionary(column => column.Name);
    }

    /// <summary>Name in the schema public.</summary>
    public string Name { get; }

    /// <summary>Guarded by <c>sync_guard_version</c>; the others (an order's lines and refunds) by <c>sync_guard_repeat</c>.</summary>
    public bool Versioned { get; }

    /// <summary>In the order of the table.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>A column, or null.</summary>
    public Column? Find(string name) => _byName.GetValueOrDefault(name);
}
