using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hosting;
using Platform.Starting;
using Sandbox.WooCommerce.Reading;

namespace Platform.Showing;

/// <summary>Connects the stand-ins, lets the shop have a day, waits until everything of it stands in the targets, and says so in a table.</summary>
internal sealed class ShopDay(WebApplication app, SandboxHost sandbox, string address)
{
    private const string Store = "sandbox-shop";
    private const string WebhookSecret = "sandbox-webhook-secret";
    private const string Realm = "9130350000000001";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2); // without any progress

    private readonly HttpClient _platform = Client(address, ("X-Api-Key", app.Configuration["Platform:ApiKey"]!));
    private readonly HttpClient _sandbox = Client(sandbox.Address);
    private readonly Dictionary<string, string> _accounts = new() { ["quickbooks"] = Realm, ["supabase"] = new Uri(sandbox.Address).Authority };
    private readonly TimeProvider _clock = app.Services.GetRequiredService<TimeProvider>();

    /// <summary>0 where every record of the shop is settled in every target and none failed, else 1.</summary>
    public async Task<int> PlayAsync(CancellationToken cancel)
    {
        try
        {
            await ConnectAsync(cancel);
            var days = (await ShopAsync(cancel))["counts"]!["orders"]!.GetValue<int>() / 25;
            Console.WriteLine(days == 0 ? "The sandbox shop has its first day ..." : "The sandbox shop has one more day ...");
            using var day = await _sandbox.PostAsJsonAsync("/control/woocommerce/day",
                new { delivery_url = $"{address}/webhooks/woocommerce/{Store}", secret = WebhookSecret, orders = 25, seed = days + 1 }, cancel);
            day.EnsureSuccessStatusCode();
            var standing = await WaitAsync(cancel);
            Print(standing);
            return standing.All(line => line.IsGood) ? 0 : 1;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return 1;
        }
    }

    private async Task ConnectAsync(CancellationToken cancel)
    {
        await PutAsync(Store, "woocommerce", new
        {
            store_url = $"{sandbox.Address}/woocommerce", consumer_key = ApiKeys.ReadWriteKey, consumer_secret = ApiKeys.ReadWriteSecret, webhook_secret = WebhookSecret,
        }, null, cancel);
        // The tokens are given once: Credentials holds newer ones from the first refresh on.
        using var known = await _platform.GetAsync("/api/credentials/sandbox-books", cancel);
        await PutAsync("sandbox-books", "quickbooks", new
        {
            client_id = "sandbox-client", client_secret = "sandbox-secret", realm_id = Realm, start_date = "2020-01-01",
        }, known.StatusCode == HttpStatusCode.NotFound ? new { refresh_token = "sandbox-refresh-1" } : null, cancel);
        await PutAsync("sandbox-project", "supabase", new { project_url = $"{sandbox.Address}/supabase", service_role_key = "sb_secret_sandbox" }, null, cancel);
    }

    private async Task PutAsync(string id, string platform, object credentials, object? tokens, CancellationToken cancel)
    {
        object body = tokens is null
            ? new { tenant_id = "default-tenant", platform, credentials, is_active = true }
            : new { tenant_id = "default-tenant", platform, credentials, oauth_tokens = tokens, is_active = true };
        using var response = await _platform.PutAsJsonAsync($"/api/credentials/{id}", body, cancel);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"The credential {id} was not taken: {await response.Content.ReadAsStringAsync(cancel)}");
    }

    private async Task<IReadOnlyList<StandingLine>> WaitAsync(CancellationToken cancel)
    {
        var last = "";
        var lastMoved = _clock.GetTimestamp();
        while (true)
        {
            var shop = await ShopAsync(cancel);
            var counts = (await _platform.GetFromJsonAsync<JsonObject>("/api/counts", cancel))!["counts"]!.AsArray();
            var open = await OpenDeliveriesAsync(cancel);
            var lines = StandingLine.Of(shop, counts, _accounts);
            var progress = $"  {lines.Sum(line => line.Settled)} of {lines.Sum(line => line.InShop)} records settled, {open} deliveries on their way";
            if (progress != last)
            {
                Console.WriteLine(progress);
                (last, lastMoved) = (progress, _clock.GetTimestamp());
            }
            if (open == 0 && lines.All(line => line.Settled >= line.InShop && line.Open == 0)) return lines;
            if (_clock.GetElapsedTime(lastMoved) > Patience) return lines;
            await Task.Delay(TimeSpan.FromSeconds(1), _clock, cancel);
        }
    }

    private async Task<int> OpenDeliveriesAsync(CancellationToken cancel)
    {
        var open = 0;
        foreach (var state in (string[])["Received", "Waiting", "Ready"])
            open += (await _platform.GetFromJsonAsync<JsonObject>($"/api/deliveries?state={state}&limit=200", cancel))!["deliveries"]!.AsArray().Count;
        return open;
    }

    private async Task<JsonObject> ShopAsync(CancellationToken cancel) => (await _sandbox.GetFromJsonAsync<JsonObject>("/control/woocommerce/state", cancel))!;

    private void Print(IReadOnlyList<StandingLine> lines)
    {
        Console.WriteLine();
        Console.WriteLine($"  {"",-10} {"target",-12} {"in shop",8} {"synced",8} {"not booked",11} {"failed",8} {"missing",8}");
        foreach (var line in lines)
        {
            Console.WriteLine($"  {line.Entity,-10} {line.Target,-12} {line.InShop,8} {line.Synced,8} {line.Skipped,11} {line.Failed,8} {line.Missing,8}");
            foreach (var (reason, count) in line.Reasons) Console.WriteLine($"  {"",-10} {"",-12} {count,8} {reason}");
        }
        Console.WriteLine(lines.All(line => line.IsGood)
            ? "\nEvery order, product and customer of the shop stands in both targets, or is left out for the reason given; nothing failed."
            : "\nNot everything stands where it should; GET /api/failures says why.");
        Console.WriteLine($"""

            To look at, with the header X-Api-Key:
              {address}/api/deliveries          what came in, and what became of it
              {address}/api/sync/runs           one run per change
              {address}/api/records/orders/ID   one order in both targets
              {address}/api/failures            what needs attention
            The stand-ins, without a key:
              {sandbox.Address}/                              the shop, the company and the project, and how to make things happen
              {sandbox.Address}/control/woocommerce/state
            """);
    }

    private static HttpClient Client(string address, params (string Name, string Value)[] headers)
    {
        var client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };
        foreach (var (name, value) in headers) client.DefaultRequestHeaders.Add(name, value);
        return client;
    }
}
