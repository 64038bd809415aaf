using System.Text.Json;

namespace Testing.Shops;

/// <summary>A delivery as a real WooCommerce store sent it.</summary>
/// <param name="Name">Its file, such as <c>0130-order.updated</c>.</param>
/// <param name="Headers">Its headers, in their order.</param>
/// <param name="Body">Its exact bytes.</param>
public sealed record SampleDelivery(string Name, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>What the recorded store signed with.</summary>
    public const string Secret = "woo-webhook-secret-1";

    /// <summary>All recorded deliveries, in the order in which they came.</summary>
    public static IReadOnlyList<SampleDelivery> All { get; } =
    [
        .. Directory.GetFiles(RepositoryRoot.Samples("deliveries"), "*.headers.json").Order(StringComparer.Ordinal).Select(Read),
    ];

    /// <summary>Its request to a receiver; headers that a client sets itself are left to it.</summary>
    public HttpRequestMessage To(string address, byte[]? otherBody = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(otherBody ?? Body) };
        foreach (var (name, value) in Headers)
        {
            if (name is "Host" or "Connection" or "Content-Length") continue;
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    private static SampleDelivery Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var headers = json.RootElement.GetProperty("headers").EnumerateArray().Select(pair => KeyValuePair.Create(pair[0].GetString()!, pair[1].GetString()!)).ToList();
        return new(Path.GetFileName(file).Replace(".headers.json", "", StringComparison.Ordinal), headers, File.ReadAllBytes(file.Replace(".headers.json", ".body", StringComparison.Ordinal)));
    }
}
