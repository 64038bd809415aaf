using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sandbox.WooCommerce.Reading;
using Webhooks.Alerting;
using Webhooks.Doctoring;

namespace Webhooks.Tests.Driving;

/// <summary>A stage whose shop really delivers to the service, under the doctor's eyes: the shop's webhooks, its looks, its alerts.</summary>
public sealed class Ward : IAsyncDisposable
{
    private Ward(Stage stage) => Stage = stage;

    public Stage Stage { get; }

    public Edge Edge => Stage.Edge;

    public Shop Shop => Stage.Shop!;

    public string DeliveryUrl => $"{Edge.Http.BaseAddress!.ToString().TrimEnd('/')}/webhooks/woocommerce/{Edge.StoreId}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A shop with a key that may write; <paramref name="setUp"/> makes the eleven webhooks.</summary>
    public static async Task<Ward> StartAsync(bool setUp = true, bool mayWrite = true, params string[] settings)
    {
        var ward = new Ward(await Stage.StartAsync(withShop: true, settings: ["--Webhooks:HoldForeignSources", "true", .. settings]));
        if (mayWrite) ward.Credential(("consumer_key", ApiKeys.ReadWriteKey), ("consumer_secret", ApiKeys.ReadWriteSecret));
        if (setUp) await ward.CallAsync();
        return ward;
    }

    /// <summary>Changes fields of the credential.</summary>
    public void Credential(params (string Name, string Value)[] changes)
    {
        var held = Stage.Neighbours.Held[Edge.StoreId];
        var fields = new Dictionary<string, string>(held.Fields);
        foreach (var (name, value) in changes) fields[name] = value;
        Stage.Neighbours.Held[Edge.StoreId] = held with { Fields = fields };
        Edge.Services.GetRequiredService<Hosting.Secrets.CredentialsClient>().Drop();
    }

    /// <summary>The doctor's call with this installation's address.</summary>
    public Task<JsonElement> CallAsync(bool repair = false, string? url = null, int status = 200) =>
        Edge.SendAsync("/api/webhooks/doctor", JsonSerializer.Serialize(new { store_id = Edge.StoreId, delivery_url = url ?? DeliveryUrl, repair }), status);

    /// <summary>One look of the watch, as it does by itself every few minutes; one that it makes at the moment is waited for.</summary>
    public async Task<DoctorReport> LookAsync()
    {
        var store = (await Edge.Services.GetRequiredService<Hosting.Secrets.CredentialsClient>().FindAsync(Edge.StoreId, Cancel))!;
        DoctorReport? report = null;
        await Until.TrueAsync(async () =>
        {
            try
            {
                report = await Edge.Services.GetRequiredService<Doctor>().VisitAsync(store, DoctorMode.Watch, null, Cancel);
            }
            catch (DoctorBusyException)
            {
            }
            return report is not null;
        }, "the doctor has time");
        return report!;
    }

    /// <summary>The shop's webhooks as it shows them to itself, failure counts included.</summary>
    public async Task<IReadOnlyList<JsonNode>> WebhooksAsync() => [.. (await Shop.ControlAsync(HttpMethod.Get, "state"))!["webhooks"]!.AsArray().Select(webhook => webhook!)];

    public async Task<JsonNode> WebhookAsync(string topic) => (await WebhooksAsync()).Single(webhook => (string?)webhook["topic"] == topic);

    /// <summary>Changes a webhook as a person in wp-admin does.</summary>
    public async Task ChangeAsync(string topic, object changes) => await Shop.ControlAsync(HttpMethod.Put, $"webhooks/{(await WebhookAsync(topic))["id"]}", changes);

    /// <summary>Places an order; returns its id.</summary>
    public async Task<long> PlaceAsync(decimal total = 12m) => (long)(await Shop.ControlAsync(HttpMethod.Post, "orders", new
    {
        status = "processing", billing = new { email = "guest@example.test" }, line_items = new[] { new { name = "Mug", quantity = 1, total = total.ToString("0.00", CultureInfo.InvariantCulture) } },
    }))!["id"]!;

    /// <summary>Sends everything that the shop has queued.</summary>
    public Task DeliverAsync() => Shop.ControlAsync(HttpMethod.Post, "delivery/run");

    // What the regular watch makes of a clock that jumps is not the doctor's.
    private static readonly string[] OfTheWatch = [AlertKinds.BacklogAge, AlertKinds.FailuresGrowing, AlertKinds.TargetAway, AlertKinds.CredentialsAway];

    /// <summary>Alerts that the doctor raised.</summary>
    public async Task<IReadOnlyList<Alert>> AlertsAsync(string? kind = null)
    {
        await using var runs = Edge.Runs();
        return await runs.Alerts.AsNoTracking().Where(alert => (kind == null || alert.Kind == kind) && !OfTheWatch.Contains(alert.Kind)).OrderBy(alert => alert.Id).ToListAsync(Cancel);
    }

    public async Task<IReadOnlyList<string>> OpenAsync() => [.. (await AlertsAsync()).Where(alert => alert.ResolvedAt is null).Select(alert => alert.Kind).Order(StringComparer.Ordinal)];

    public static string[] Codes(DoctorReport report) => [.. report.Findings.Where(finding => finding.Level != Finding.Info).Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal)];

    public ValueTask DisposeAsync() => Stage.DisposeAsync();
}
