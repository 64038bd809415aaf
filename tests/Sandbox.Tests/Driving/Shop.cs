using System.Text.Json.Nodes;

namespace Sandbox.Tests.Driving;

/// <summary>A sandbox whose store tells everything to one receiver, driven over its control API.</summary>
public sealed class Shop(SandboxHost sandbox, RawReceiver receiver) : IAsyncDisposable
{
    private static readonly string[] Topics =
    [
        "order.created", "order.updated", "order.deleted", "product.created", "product.updated", "product.deleted", "customer.created", "customer.updated", "customer.deleted",
    ];

    private int _seen;

    public SandboxHost Sandbox => sandbox;

    public RawReceiver Receiver => receiver;

    public static async Task<Shop> OpenAsync()
    {
        var shop = new Shop(await SandboxHost.StartAsync(), new RawReceiver());
        foreach (var topic in Topics) await shop.Post("webhooks", new { topic, delivery_url = shop.Receiver.Url, secret = "s" });
        return shop;
    }

    public Task<JsonObject> Post(string path, object body) => sandbox.ControlAsync(HttpMethod.Post, path, body);

    public Task<JsonObject> Put(string path, object body) => sandbox.ControlAsync(HttpMethod.Put, path, body);

    /// <summary>The topics that were delivered since the last time, all that was queued being sent first.</summary>
    public async Task<IReadOnlyList<string>> Told()
    {
        await sandbox.ControlAsync(HttpMethod.Post, "delivery/run");
        var all = receiver.Deliveries;
        var news = all.Skip(_seen).Select(delivery => delivery.Header("X-WC-Webhook-Topic")).ToList();
        _seen = all.Count;
        return news;
    }

    public async ValueTask DisposeAsync()
    {
        receiver.Dispose();
        await sandbox.DisposeAsync();
    }
}
