using System.Text.Json.Nodes;

namespace Sandbox.Supabase;

/// <summary>How the stand-in project is set up.</summary>
public sealed record ProjectSettings
{
    /// <summary>Whether the SQL of services/SupabaseSync/Schema was applied.</summary>
    public bool Schema { get; init; } = true;

    /// <summary>Whether 0006_versions.sql was applied too.</summary>
    public bool Versions { get; init; } = true;

    /// <summary>What <c>sync_schema_status()</c> says.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Whether service_role may use the tables.</summary>
    public bool Grants { get; init; } = true;

    /// <summary>A batch that writes more rows than this (lines and refunds counted) meets the statement timeout.</summary>
    public int? StatementTimeoutRows { get; init; }

    /// <summary>An error that every call meets after the gateway, such as <c>57P01</c>, <c>25006</c> or <c>PGRST003</c>.</summary>
    public string? FailWith { get; init; }

    /// <summary>Reads the switches that are named; the others stay.</summary>
    public static ProjectSettings Read(JsonObject given, ProjectSettings current) => current with
    {
        Schema = given["schema"]?.GetValue<bool>() ?? current.Schema,
        Versions = given["versions"]?.GetValue<bool>() ?? current.Versions,
        SchemaVersion = given["schema_version"]?.GetValue<int>() ?? current.SchemaVersion,
        Grants = given["grants"]?.GetValue<bool>() ?? current.Grants,
        StatementTimeoutRows = given.TryGetPropertyValue("statement_timeout_rows", out var rows) ? rows?.GetValue<int>() : current.StatementTimeoutRows,
        FailWith = given.TryGetPropertyValue("fail_with", out var code) ? code?.GetValue<string>() : current.FailWith,
    };

    /// <summary>All switches.</summary>
    public JsonObject Write() => new()
    {
        ["schema"] = Schema,
        ["versions"] = Versions,
        ["schema_version"] = SchemaVersion,
        ["grants"] = Grants,
        ["statement_timeout_rows"] = StatementTimeoutRows,
        ["fail_with"] = FailWith,
    };
}
