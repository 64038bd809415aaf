using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Delivering;

/// <summary>
/// The queue of deliveries (Action Scheduler). An action names a webhook and a resource, not a body; the same pair that is still waiting
/// is not queued twice.
/// </summary>
internal sealed class DeliveryQueue(ShopData data)
{
    public const string Actions = "actions";
    private const string SwitchesId = "delivery";
    private readonly SemaphoreSlim _signal = new(0);
    private readonly HashSet<(long Webhook, long Arg)> _waiting = [.. data.Documents.All(Actions).Where(action => action["body"] is null).Select(Pair)];

    public DeliverySwitches Switches
    {
        get
        {
            var stored = data.Documents.Get(ShopConfiguration.Collection, SwitchesId);
            stored?.Remove("id");
            return stored?.Deserialize<DeliverySwitches>(ShopSettings.Json) ?? new DeliverySwitches();
        }
        set
        {
            var stored = JsonSerializer.SerializeToNode(value, ShopSettings.Json)!.AsObject();
            stored["id"] = SwitchesId;
            data.Documents.Put(ShopConfiguration.Collection, SwitchesId, stored);
            _signal.Release();
        }
    }

    public int Waiting => data.Documents.Count(Actions);

    /// <summary>Queues what a request raised, for every active webhook of the topic. Call while holding the gate.</summary>
    public void Enqueue(Change change)
    {
        if (change.Raised.Count == 0) return;
        var webhooks = data.Rows(Kinds.Webhooks).Where(row => row.Status == "active").Select(row => data.Need(Kinds.Webhooks, row.Id)).ToList();
        if (webhooks.Count == 0) return;
        foreach (var (topic, id) in change.Raised)
            foreach (var webhook in webhooks.Where(webhook => webhook.Text("topic") == topic))
                if (_waiting.Add((webhook.Number("id"), id))) Put(webhook.Number("id"), id, null);
        _signal.Release();
    }

    /// <summary>Queues the very bytes of an earlier delivery once more.</summary>
    public void EnqueueAgain(long webhookId, long arg, JsonObject sent)
    {
        Put(webhookId, arg, sent);
        _signal.Release();
    }

    /// <summary>Takes what is waiting, in the order in which it goes out.</summary>
    public IReadOnlyList<JsonObject> Peek()
    {
        var waiting = data.Documents.All(Actions);
        return Switches.Reverse ? [.. waiting.Reverse()] : waiting;
    }

    /// <summary>Takes one action out; false if someone else did.</summary>
    public bool Take(JsonObject action)
    {
        lock (data.Gate)
        {
            if (data.Documents.Get(Actions, action.Text("id")) is null) return false;
            data.Documents.Remove(Actions, action.Text("id"));
            _waiting.Remove(Pair(action));
            return true;
        }
    }

    public void Forget()
    {
        lock (data.Gate) _waiting.Clear();
    }

    public Task WaitAsync(CancellationToken cancellation) => _signal.WaitAsync(cancellation);

    public void Wake() => _signal.Release();

    private static (long Webhook, long Arg) Pair(JsonObject action) => (action.Number("webhook_id"), action.Number("arg"));

    private void Put(long webhookId, long arg, JsonObject? sent)
    {
        var id = data.NextId(Sequences.Actions);
        var action = new JsonObject { ["id"] = id, ["webhook_id"] = webhookId, ["arg"] = arg };
        if (sent is not null)
        {
            action["body"] = sent.Text("body");
            action["delivery_id"] = sent.Text("delivery_id");
        }
        data.Documents.Put(Actions, id.ToString(CultureInfo.InvariantCulture), action);
    }
}
