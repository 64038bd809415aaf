using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Delivering;

/// <summary>
/// Sends what is queued, one at a time, as a real shop does. There are no retries: an action is done whatever came of it.
/// </summary>
internal sealed class DeliveryRunner(ShopData data, DeliveryQueue queue, DeliveryBody bodies, WebhookDesk webhooks, DeliveryLog log, ShopAddress address, ShopClock clock, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Sends until nothing waits; returns how many it sent.</summary>
    public async Task<int> RunAsync(bool evenHeld, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var sent = 0;
            while ((evenHeld || !queue.Switches.Hold) && queue.Peek() is { Count: > 0 } batch)
            {
                foreach (var action in batch)
                {
                    if (!evenHeld && queue.Switches.Hold) break;
                    if (queue.Take(action)) sent += await DeliverAsync(action, cancellation);
                }
            }
            return sent;
        }
        finally
        {
            _one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        queue.Wake(); // what an earlier run of the process left
        try
        {
            while (true)
            {
                await queue.WaitAsync(stoppingToken);
                await RunAsync(evenHeld: false, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping; what waits is kept for the next start.
        }
    }

    private async Task<int> DeliverAsync(JsonObject action, CancellationToken cancellation)
    {
        if (data.Get(Kinds.Webhooks, action.Number("webhook_id")) is not { } webhook) return 0;
        var switches = queue.Switches;
        var topic = webhook.Text("topic");
        var text = action.TextOrNull("body") ?? bodies.Build(topic, action.Number("arg"), switches.Owner);
        var body = Encoding.ASCII.GetBytes(text);
        var deliveryId = action.TextOrNull("delivery_id") ?? Signing.DeliveryId(webhook.Number("id"), clock.Now);
        var record = new JsonObject
        {
            ["webhook_id"] = webhook.Number("id"),
            ["topic"] = topic,
            ["resource_id"] = action.Number("arg"),
            ["delivery_id"] = deliveryId,
            ["bytes"] = body.Length,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(body)),
            ["repeat"] = action["body"] is not null,
        };
        if (switches.Drop > 0)
        {
            queue.Switches = switches with { Drop = switches.Drop - 1 };
            log.Add(record, "dropped", null, text);
            return 0;
        }
        for (var round = 0; round <= switches.Repeat; round++)
        {
            var status = 0;
            string? error = null;
            try
            {
                status = await SendAsync(webhook, topic, deliveryId, body, switches, cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested) // whatever it was, it is this delivery's failure and not the runner's end
            {
                error = failure is OperationCanceledException ? "timeout" : failure.Message;
            }
            log.Add(record, error is null ? "answered" : "failed", (status, error), text);
            await webhooks.CountAsync(webhook.Number("id"), status, cancellation);
        }
        return 1 + switches.Repeat;
    }

    private Task<int> SendAsync(JsonObject webhook, string topic, string deliveryId, byte[] body, DeliverySwitches switches, CancellationToken cancellation)
    {
        var signature = Signing.Sign(webhook.Text("secret"), switches.CorruptSignature ? [.. body, (byte)' '] : body);
        (string, string)[] headers =
        [
            ("Content-Type", "application/json"),
            ("X-WC-Webhook-Source", switches.Source ?? address.Home + "/"),
            ("X-WC-Webhook-Topic", topic),
            ("X-WC-Webhook-Resource", Topics.Resource(topic)),
            ("X-WC-Webhook-Event", Topics.Event(topic)),
            ("X-WC-Webhook-Signature", signature),
            ("X-WC-Webhook-ID", webhook.Number("id").ToString(CultureInfo.InvariantCulture)),
            ("X-WC-Webhook-Delivery-ID", deliveryId),
            ("Connection", "close"),
            ("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)),
        ];
        return Wire.PostAsync(new Uri(webhook.Text("delivery_url")), headers, body, Timeout, time, cancellation);
    }
}
