namespace Sandbox.QuickBooks.Shapes;

/// <summary>One property of an entity: its name as Intuit spells it, what it holds and what may be done with it.</summary>
internal sealed record Property(string Name, PropertyKind Kind)
{
    /// <summary>Characters a text may have; 0 is no limit.</summary>
    public int MaxLength { get; init; }

    /// <summary>The entities a reference may point to; empty where it is not checked.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>What an object, or each element of a list, looks like.</summary>
    public Shape? Shape { get; init; }

    /// <summary>The values an enumeration knows; null for free text.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Computed by QuickBooks: accepted in a body, never taken from it.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>May stand in WHERE and ORDERBY.</summary>
    public bool Queryable { get; init; }

    /// <summary>Looked up so often that an index is kept.</summary>
    public bool Indexed { get; init; }

    /// <summary>Keeps its value, or gets its default again, where a full update leaves it out.</summary>
    public bool SurvivesFullUpdate { get; init; }

    public Property Asked() => this with { Queryable = true };

    public Property Looked() => this with { Queryable = true, Indexed = true };

    public Property Computed() => this with { ReadOnly = true };

    public Property Kept() => this with { SurvivesFullUpdate = true };
}
