using System.Text.Json.Nodes;
using SupabaseSync.Tests.Postgres;

namespace SupabaseSync.Tests.Conformance;

/// <summary>The SQL as it is, called as service_role.</summary>
public sealed class PostgresMirror(PsqlSession session) : IMirrorDatabase
{
    public static async Task<PostgresMirror> EmptyAsync(PsqlSession session)
    {
        await session.RunAsync("reset role; truncate public.orders, public.order_lines, public.order_refunds, public.products, public.customers; set role service_role;");
        return new PostgresMirror(session);
    }

    public async Task<JsonNode> CallAsync(string function, JsonNode? batch) =>
        JsonNode.Parse(await session.RunAsync($"select tests.call('{function}', $json${batch?.ToJsonString() ?? "null"}$json$);"))!;

    public async Task<JsonArray> RowsAsync(string table) => JsonNode.Parse(await session.RunAsync(
        $"select coalesce(jsonb_agg(to_jsonb(t) order by store_id collate \"C\", woo_id), '[]') from public.{table} t;"))!.AsArray();
}
