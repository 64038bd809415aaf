using System.ComponentModel.DataAnnotations;

namespace SupabaseSync.Mirroring;

/// <summary>Section <c>Supabase</c>.</summary>
public sealed class SupabaseOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Supabase";

    /// <summary>Table rows in one call, an order's lines and refunds counted. The API cancels a statement after 8 s; 300 rows take well under one.</summary>
    [Range(1, 1000, ErrorMessage = "Supabase:BatchRows must be between 1 and 1000.")]
    public int BatchRows { get; set; } = 300;

    /// <summary>Bytes of JSON in one call. A single record larger than this travels alone.</summary>
    [Range(10_000, 20_000_000, ErrorMessage = "Supabase:BatchBytes must be between 10000 and 20000000.")]
    public int BatchBytes { get; set; } = 2_000_000;

    /// <summary>Seconds until a call without an answer is given up. Supabase's gateway itself waits 60.</summary>
    [Range(1, 110, ErrorMessage = "Supabase:TimeoutSeconds must be between 1 and 110, so that it ends before a claim's lease does.")]
    public double TimeoutSeconds { get; set; } = 65;

    /// <summary>How often all rows are looked through for what people changed in the project, hours; 0 never.</summary>
    [Range(0, 8760, ErrorMessage = "Supabase:DriftCheckHours must be between 0 (never) and 8760.")]
    public int DriftCheckHours { get; set; } = 24;
}
