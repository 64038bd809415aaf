namespace Sandbox.Supabase.Schema;

/// <summary>The PostgreSQL types that the mirror's tables use.</summary>
public enum ColumnType
{
    /// <summary>text</summary>
    Text,

    /// <summary>bigint</summary>
    Bigint,

    /// <summary>integer</summary>
    Integer,

    /// <summary>numeric, of any precision and scale</summary>
    Numeric,

    /// <summary>boolean</summary>
    Boolean,

    /// <summary>timestamp with time zone</summary>
    Timestamptz,

    /// <summary>jsonb</summary>
    Jsonb,
}
