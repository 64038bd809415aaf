namespace Hosting.Settings;

/// <summary>Settings under <c>Platform</c>, the same in every service.</summary>
public sealed class PlatformOptions
{
    /// <summary>What callers of <c>/api</c> send as <c>X-Api-Key</c>; at least 16 characters.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Where SQLite files and generated keys stand.</summary>
    public string DataDirectory { get; set; } = "./data";
}
