using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;

namespace Sandbox.Supabase.Rest;

/// <summary>An answer with the headers that PostgREST 14.5 gives it.</summary>
internal sealed record RestAnswer(int Status, JsonNode? Body, string? ContentRange = null, string? Code = null, string? Role = null) : IResult
{
    /// <summary>What the body is.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>The gateway's 401: no code, no Proxy-Status.</summary>
    public static RestAnswer GatewayRefusal(string message, string hint) =>
        new(401, new JsonObject { ["message"] = message, ["hint"] = hint });

    /// <summary>An error of PostgREST or PostgreSQL.</summary>
    public static RestAnswer Error(PgError error, string? role) => new(
        StatusOf(error, role),
        new JsonObject { ["code"] = error.Code, ["details"] = error.Details, ["hint"] = error.Hint, ["message"] = error.Message },
        Code: error.Code, Role: role);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        if (ContentRange is not null) response.Headers.ContentRange = ContentRange;
        if (Code is not null) response.Headers["Proxy-Status"] = $"PostgREST; error={Code}";
        if (Code is not null && Status == 401) response.Headers.WWWAuthenticate = "Bearer";
        if (Code is not null && Status == 503) response.Headers.RetryAfter = "0";
        if (Body is null) return;
        response.ContentType = ContentType;
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(Body, PgJson.Writing), context.RequestAborted);
    }

    /// <summary>PostgREST's table of codes (src/PostgREST/Error.hs at 14.5).</summary>
    public static int StatusOf(PgError error, string? role) => error.Code switch
    {
        "42501" => role is "anon" or null ? 401 : 403,
        "PGRST000" or "PGRST001" or "PGRST002" => 503,
        "PGRST003" => 504,
        "PGRST103" => 416,
        "PGRST106" or "PGRST116" => 406,
        "PGRST117" => 405,
        "PGRST125" or "PGRST202" or "PGRST205" => 404,
        "PGRST301" or "PGRST302" or "PGRST303" => 401,
        "23503" or "23505" => 409,
        "25006" => 405,
        "42883" or "42P01" => 404,
        "42P17" or "53400" => 500,
        "57P01" => 503,
        "21000" => error.Message.EndsWith("requires a WHERE clause", StringComparison.Ordinal) ? 400 : 500,
        ['P', 'T', ..] when int.TryParse(error.Code.AsSpan(2), out var own) => own,
        ['0', '8', ..] or ['5', '3', ..] => 503,
        ['2', '5', ..] or ['4', '0', ..] or ['5', '4', ..] or ['5', '5', ..] or ['5', '7', ..] or ['5', '8', ..] or ['X', 'X', ..] => 500,
        ['2', '8', ..] => 403,
        _ => 400,
    };
}
