namespace Hosting.Settings;

/// <summary>Settings under <c>Services</c>: how the services reach one another.</summary>
public sealed class ServicesOptions
{
    /// <summary>What services send one another as <c>X-Service-Key</c>; at least 16 characters.</summary>
    public string Key { get; set; } = "";
}
