using System.Text.Json;
using Hosting.Secrets;
using SupabaseSync.Mirroring.Calling;
using Syncing.Working;

namespace SupabaseSync.Mirroring;

/// <summary>Asks a project whether it can be mirrored into, without writing anything.</summary>
public sealed class ProjectProbe(SupabaseClient client)
{
    /// <summary>The schema version that this service writes to: <c>sync_schema_status()</c> in Schema/0004_batches.sql says the same.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Null where all is well; else what is wrong with the address, the key, the schema or the rights, and what to do.</summary>
    public async Task<Fault?> ProbeAsync(ActiveCredential credential, CancellationToken cancel)
    {
        if (!Project.TryRead(credential, out var project, out var unusable)) return unusable;
        var (body, fault) = await client.CallAsync(project, "sync_schema_status", "{}"u8.ToArray(), cancel);
        using (body) return fault ?? Judge(body!.RootElement);
    }

    /// <summary>What an answer of <c>sync_schema_status()</c> means.</summary>
    public static Fault? Judge(JsonElement status)
    {
        if (status.ValueKind != JsonValueKind.Object || !status.TryGetProperty("version", out var version) || !version.TryGetInt32(out var known))
            return SupabaseFaults.NotSupabase;
        if (known < SchemaVersion) return SupabaseFaults.Of(404, "PGRST202", null);
        var missing = status.TryGetProperty("missing_grants", out var grants) ? grants.EnumerateArray().Select(grant => grant.GetString()).ToList() : [];
        if (missing.Count == 0) return null;
        var general = SupabaseFaults.Of(403, "42501", null);
        return general with { Message = $"{general.Message} Missing: {string.Join(", ", missing)}." };
    }
}
