namespace Sandbox.WooCommerce.Reading;

/// <summary>The methods that WordPress takes for reading and for changing a resource.</summary>
internal static class Verbs
{
    public static readonly string[] Read = ["GET", "HEAD"];
    public static readonly string[] Write = ["PUT", "POST", "PATCH"];
}
