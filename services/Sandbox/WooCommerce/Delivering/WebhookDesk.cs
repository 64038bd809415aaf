using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Delivering;

/// <summary>
/// The shop's webhooks: made, changed, pinged, counted. A ping is unsigned; until one is answered 200 each save sends it again. More than
/// five failures in a row and one more disable a webhook; making it active again does not reset the count.
/// </summary>
internal sealed class WebhookDesk(ShopData data, ShopClock clock, TimeProvider time)
{
    private const int MaxFailures = 5;
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(5);
    private static readonly string[] Statuses = ["active", "paused", "disabled"];

    public async Task<JsonObject> CreateAsync(JsonObject request, CancellationToken cancellation)
    {
        var topic = Topic(request.Text("topic"));
        var url = Url(request.Text("delivery_url"));
        JsonObject webhook;
        lock (data.Gate)
        {
            var id = data.NextId(Sequences.Webhooks);
            webhook = new JsonObject
            {
                ["id"] = id,
                ["name"] = request.TextOrNull("name") ?? $"Webhook created on {clock.Local(clock.Now)}",
                ["status"] = Status(request.TextOrNull("status") ?? "active"),
                ["topic"] = topic,
                ["resource"] = Topics.Resource(topic),
                ["event"] = Topics.Event(topic),
                ["hooks"] = Hooks(topic),
                ["delivery_url"] = url,
            };
            clock.Stamp(webhook, "date_created", clock.Now);
            clock.Stamp(webhook, "date_modified", clock.Now);
            webhook["secret"] = request.TextOrNull("secret") is { Length: > 0 } secret ? secret : Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(25));
            webhook["failure_count"] = 0;
            webhook["pending_delivery"] = true;
            webhook["user_id"] = 1;
            data.Put(Kinds.Webhooks, webhook);
        }
        return await SavedAsync(webhook, cancellation);
    }

    public async Task<JsonObject> UpdateAsync(long id, JsonObject request, CancellationToken cancellation)
    {
        JsonObject webhook;
        lock (data.Gate)
        {
            webhook = data.Need(Kinds.Webhooks, id);
            if (request.TextOrNull("topic") is { } topic)
            {
                webhook["topic"] = Topic(topic);
                webhook["resource"] = Topics.Resource(topic);
                webhook["event"] = Topics.Event(topic);
                webhook["hooks"] = Hooks(topic);
            }
            if (request.TextOrNull("delivery_url") is { } url && url != webhook.Text("delivery_url"))
            {
                webhook["delivery_url"] = Url(url);
                webhook["pending_delivery"] = true;
            }
            if (request.TextOrNull("status") is { } status) webhook["status"] = Status(status);
            foreach (var name in (string[])["name", "secret"])
                if (request.TextOrNull(name) is { } value) webhook[name] = value;
            clock.Touch(webhook, clock.Now);
            data.Put(Kinds.Webhooks, webhook);
        }
        return await SavedAsync(webhook, cancellation);
    }

    /// <summary>Counts the answer of a delivery: 200 to 302 is success, everything else a failure.</summary>
    public async Task CountAsync(long id, int status, CancellationToken cancellation)
    {
        JsonObject? webhook;
        lock (data.Gate)
        {
            webhook = data.Get(Kinds.Webhooks, id);
            if (webhook is null) return;
            if (status is >= 200 and < 303) webhook["failure_count"] = 0;
            else if (webhook.Number("failure_count") > MaxFailures) webhook["status"] = "disabled";
            else webhook["failure_count"] = webhook.Number("failure_count") + 1;
            clock.Touch(webhook, clock.Now);
            data.Put(Kinds.Webhooks, webhook);
        }
        await SavedAsync(webhook, cancellation);
    }

    private async Task<JsonObject> SavedAsync(JsonObject webhook, CancellationToken cancellation)
    {
        if (!webhook.Flag("pending_delivery") || webhook.Text("status") != "active") return webhook;
        var body = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"webhook_id={webhook.Number("id")}"));
        (string, string)[] headers = [("Connection", "close"), ("Content-Length", $"{body.Length}"), ("Content-Type", "application/x-www-form-urlencoded")];
        try
        {
            if (await Wire.PostAsync(new Uri(webhook.Text("delivery_url")), headers, body, PingTimeout, time, cancellation) != 200) return webhook;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return webhook; // a failed ping does not stop the webhook; it goes out again at the next save
        }
        lock (data.Gate)
        {
            if (data.Get(Kinds.Webhooks, webhook.Number("id")) is not { } pinged) return webhook;
            pinged["pending_delivery"] = false;
            data.Put(Kinds.Webhooks, pinged);
            return pinged;
        }
    }

    private static JsonArray Hooks(string topic) => new([.. Topics.HooksOf(topic).Select(hook => (JsonNode)hook)]);

    private static string Topic(string topic) => Topics.Exists(topic) ? topic
        : throw new WooRefusal(400, "woocommerce_rest_shop_webhook_invalid_topic", "Webhook topic is required and must be valid.");

    private static string Url(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" ? url
        : throw new WooRefusal(400, "woocommerce_rest_shop_webhook_invalid_delivery_url", "Webhook delivery URL must be a valid URL starting with http:// or https://.");

    private static string Status(string status) => Statuses.Contains(status) ? status
        : throw WooRefusal.Parameter("status", "status is not one of active, paused, and disabled.", "rest_not_in_enum");
}
