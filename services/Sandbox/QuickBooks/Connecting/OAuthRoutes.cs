using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Serving;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Connecting;

/// <summary>Consent, token and revocation endpoints.</summary>
internal sealed class OAuthRoutes(TokenBook tokens, Companies companies, Counters counters)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/connect/oauth2", Door.Open(Authorize));
        app.MapPost("/oauth2/v1/tokens/bearer", Door.Open(Token));
        app.MapPost("/v2/oauth2/tokens/revoke", Door.Open(Revoke));
        app.MapGet("/v1/openid_connect/userinfo", Door.Open(UserInfo));
    }

    // The user is taken to have agreed, for the company that control chose.
    private Reply Authorize(HttpContext http)
    {
        counters.Count("oauth authorize");
        var query = http.Request.Query;
        string? redirect = query["redirect_uri"];
        if (query["client_id"] != App.ClientId) return Error("invalid_client", $"client_id is not {App.ClientId}");
        if (!Uri.TryCreate(redirect, UriKind.Absolute, out var target)) return Error("invalid_request", "redirect_uri is missing or not an absolute address");
        if (query["response_type"] != "code") return Error("unsupported_response_type", "response_type must be code");
        if (!query["scope"].ToString().Split(' ').Contains(App.Scope)) return Error("invalid_scope", $"scope must hold {App.Scope}");
        var realm = query["realmId"].ToString() is { Length: > 0 } asked ? asked : tokens.Switches.ConnectRealm;
        lock (companies.Gate)
            if (companies.Find(realm) is null) return Error("invalid_request", $"there is no company {realm}");
        var answer = $"code={tokens.Code(realm, redirect!)}&state={Uri.EscapeDataString(query["state"].ToString())}&realmId={realm}";
        var separator = target.Query.Length > 0 ? '&' : '?';
        return new Reply(302, null) { Headers = new Dictionary<string, string> { ["Location"] = $"{redirect}{separator}{answer}" } };
    }

    private async Task<Reply> Token(HttpContext http)
    {
        if (!IsApp(http)) return Error("invalid_client", null, 401);
        if (!http.Request.HasFormContentType) return Error("invalid_request", "the body must be application/x-www-form-urlencoded");
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var grant = form["grant_type"].ToString();
        counters.Count($"oauth {(grant.Length == 0 ? "token" : grant)}");
        var issued = grant switch
        {
            "authorization_code" => tokens.Exchange(form["code"], form["redirect_uri"]),
            "refresh_token" => tokens.Refresh(form["refresh_token"]),
            _ => null,
        };
        if (grant is not ("authorization_code" or "refresh_token")) return Error("unsupported_grant_type", "grant_type must be authorization_code or refresh_token");
        if (issued is null) return Error("invalid_grant", grant == "refresh_token" ? "Incorrect or invalid refresh token" : "Invalid authorization code");
        var body = new JsonObject
        {
            ["token_type"] = "bearer", ["expires_in"] = issued.AccessSeconds, ["refresh_token"] = issued.Refresh, ["x_refresh_token_expires_in"] = issued.RefreshSeconds, ["access_token"] = issued.Access,
        };
        if (http.Request.Headers["x-include-refresh-token-hard-expires-in"] == "true") body["x_refresh_token_hard_expires_in"] = issued.HardSeconds;
        return Reply.Ok(body);
    }

    private async Task<Reply> Revoke(HttpContext http)
    {
        counters.Count("oauth revoke");
        if (!IsApp(http)) return Error("invalid_client", null, 401);
        string? token;
        if (http.Request.HasFormContentType) token = (await http.Request.ReadFormAsync(http.RequestAborted))["token"];
        else
        {
            try
            {
                token = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) as JsonObject)?.Text("token");
            }
            catch (JsonException)
            {
                return Error("invalid_request", "the body must be a form or JSON with token");
            }
        }
        return tokens.Revoke(token) ? new Reply(200, null) : Error("invalid_request", "token is missing or unknown");
    }

    private Reply UserInfo(HttpContext http) =>
        Bearer.Of(http) is { } token && tokens.RealmOf(token) is { } realm
            ? Reply.Ok(new JsonObject { ["sub"] = "sandbox-user", ["email"] = "owner@example.com", ["emailVerified"] = true, ["realmid"] = realm })
            : Error("invalid_token", null, 401);

    private static bool IsApp(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return false;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(header[6..].Trim())) == $"{App.ClientId}:{App.ClientSecret}";
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Reply Error(string error, string? description, int status = 400)
    {
        var body = new JsonObject { ["error"] = error };
        if (description is not null) body["error_description"] = description;
        return new Reply(status, body);
    }
}
