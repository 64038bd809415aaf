using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;

namespace Sandbox.Supabase.Rest;

/// <summary><c>Accept: application/vnd.pgrst.object+json</c>: one object instead of an array, and 406 (with everything undone) where there is not exactly one.</summary>
internal static class Singular
{
    private const string Kind = "application/vnd.pgrst.object+json";

    public static void Check(RestRequest request, int rows)
    {
        if (IsAsked(request) && rows != 1) throw new PgError("PGRST116", "Cannot coerce the result to a single JSON object", $"The result contains {rows} rows");
    }

    public static RestAnswer Unwrap(RestRequest request, RestAnswer answer) =>
        IsAsked(request) && answer.Body is JsonArray { Count: 1 } rows ? answer with { Body = rows[0]!.DeepClone(), ContentType = Kind + "; charset=utf-8" } : answer;

    private static bool IsAsked(RestRequest request) =>
        (request.Method is "GET" or "HEAD" || request.Prefers("return=representation")) && request.Http.Headers.Accept.ToString().Contains(Kind, StringComparison.Ordinal);
}
