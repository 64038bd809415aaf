using System.Text.Json.Nodes;
using Sandbox.Supabase.Functions;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Rest;

/// <summary><c>/rpc/{function}</c>: the functions of services/SupabaseSync/Schema that a client calls.</summary>
internal static class RpcRequests
{
    private static readonly Dictionary<string, TableShape> Batches = new()
    {
        ["sync_orders"] = MirrorTables.Orders,
        ["sync_products"] = MirrorTables.Products,
        ["sync_customers"] = MirrorTables.Customers,
    };

    private const string Status = "sync_schema_status";
    private const string Forget = "sync_forget_version";

    /// <summary>Calls a function.</summary>
    public static RestAnswer Call(RestRequest request, string function, ProjectState project)
    {
        if (!HttpMethods.IsPost(request.Method)) throw new PgError("PGRST101", "Only GET, HEAD and POST are allowed; the stand-in serves POST");
        var arguments = request.Body.Bytes.IsEmpty ? new JsonObject() : request.Body.Json() as JsonObject
            ?? throw new PgError("PGRST102", "Could not parse the function's arguments: send an object");
        var names = arguments.Select(argument => argument.Key).Order(StringComparer.Ordinal).ToList();
        string[] expected = function switch { Status => [], Forget => ["p_rows", "p_table"], _ => ["p_batch"] };
        if (!project.Settings.Schema || (function is not (Status or Forget) && !Batches.ContainsKey(function)) || !names.SequenceEqual(expected)
            || (function == Forget && !project.Settings.Versions))
            throw NotFound(function, names);
        if (request.Role != "service_role") throw new PgError("42501", $"permission denied for function {function}");

        JsonNode body = function switch
        {
            Status => StatusOf(project, request.Role),
            Forget => ForgetVersion.Run(arguments["p_table"], arguments["p_rows"], project),
            _ => Write(Batches[function], arguments["p_batch"], project),
        };
        return new RestAnswer(200, body, "0-0/*");
    }

    private static JsonArray Write(TableShape table, JsonNode? batch, ProjectState project)
    {
        if (!project.Settings.Grants) throw new PgError("42501", $"permission denied for table {table.Name}");
        if (project.Settings.StatementTimeoutRows is { } limit && SyncBatch.Weight(batch) > limit)
            throw new PgError("57014", "canceling statement due to statement timeout");
        return project.Run(transaction => SyncBatch.Write(transaction, table, batch));
    }

    private static JsonObject StatusOf(ProjectState project, string role)
    {
        var missing = project.Settings.Grants ? [] : MirrorTables.All.Select(table => table.Name).Order(StringComparer.Ordinal)
            .SelectMany(table => new[] { "insert", "select", "update" }.Select(right => (JsonNode)$"{table}:{right}"));
        return new JsonObject { ["version"] = project.Settings.SchemaVersion, ["role"] = role, ["missing_grants"] = new JsonArray([.. missing]) };
    }

    private static PgError NotFound(string function, List<string> names)
    {
        var list = string.Join(", ", names);
        var given = names.Count == 0 ? "without parameters" : $"with parameters {list}";
        return new PgError("PGRST202",
            names.Count == 0 ? $"Could not find the function public.{function} without parameters in the schema cache" : $"Could not find the function public.{function}({list}) in the schema cache",
            $"Searched for the function public.{function} {given} or with a single unnamed json/jsonb parameter, but no matches were found in the schema cache.");
    }
}
