namespace Sandbox.QuickBooks.Connecting;

/// <summary>Reads the access token of a request.</summary>
internal static class Bearer
{
    public static string? Of(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && header.Length > 7 ? header[7..].Trim() : null;
    }
}
