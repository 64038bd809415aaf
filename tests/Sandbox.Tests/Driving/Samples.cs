using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.Driving;

/// <summary>The recordings of a real store under tests/samples/woocommerce.</summary>
public static class Samples
{
    public static string Directory { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../samples/woocommerce"));

    public static JsonNode Rest(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Directory, "rest", name + ".body.json")))!;

    public static IEnumerable<string> Bodies() =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Directory, "rest"), "*.body.json").Concat(System.IO.Directory.EnumerateFiles(Path.Combine(Directory, "deliveries"), "*.body"))
            .Where(file => File.ReadAllText(file)[0] is '{' or '[').Order(StringComparer.Ordinal);

    private static string Here([CallerFilePath] string path = "") => path;
}
