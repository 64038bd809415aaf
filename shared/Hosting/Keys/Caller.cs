using Microsoft.AspNetCore.Http;

namespace Hosting.Keys;

/// <summary>Who calls the API. One key opens it for all; who it was they can only say themselves.</summary>
public static class Caller
{
    /// <summary>The header in which a person may be named.</summary>
    public const string Header = "X-Changed-By";

    /// <summary>The name that was given, else the address; at most 100 characters.</summary>
    public static string Of(HttpContext http)
    {
        var said = new string([.. http.Request.Headers[Header].ToString().Where(c => !char.IsControl(c))]).Trim();
        if (said.Length == 0) said = $"API key, from {http.Connection.RemoteIpAddress}";
        return said[..Math.Min(said.Length, 100)];
    }
}
