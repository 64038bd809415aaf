using System.Text.Json;

namespace Webhooks.Tests.Driving;

/// <summary>A recorded delivery of a real shop.</summary>
public sealed record Sample(string Name, byte[] Body, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public string? Header(string name) => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public string Topic => Name[5..];
}

/// <summary>The recordings in tests/samples/woocommerce.</summary>
public static class Samples
{
    /// <summary>The secret of every recorded webhook but 15.</summary>
    public const string Secret = "woo-webhook-secret-1";

    private static readonly string Root = Find();

    public static IReadOnlyList<Sample> Deliveries { get; } = [.. Directory.GetFiles(Path.Combine(Root, "deliveries"), "*.body").Order(StringComparer.Ordinal).Select(Read)];

    public static Sample Delivery(string name) => Deliveries.Single(delivery => delivery.Name.StartsWith(name, StringComparison.Ordinal));

    /// <summary>Those of the webhooks whose secret is known.</summary>
    public static IReadOnlyList<Sample> Signed { get; } = [.. Deliveries.Where(delivery => delivery.Header("X-WC-Webhook-Signature") is not null && delivery.Header("X-WC-Webhook-ID") != "15")];

    public static string Rest(string name) => File.ReadAllText(Path.Combine(Root, "rest", $"{name}.body.json"));

    private static Sample Read(string file)
    {
        using var capture = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(file, "headers.json")));
        return new Sample(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file), [.. capture.RootElement.GetProperty("headers").EnumerateArray()
            .Select(pair => KeyValuePair.Create(pair[0].GetString()!, pair[1].GetString()!))]);
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "samples", "woocommerce");
            if (Directory.Exists(candidate)) return candidate;
        }
        throw new DirectoryNotFoundException("tests/samples/woocommerce is in no folder above the test's");
    }
}
