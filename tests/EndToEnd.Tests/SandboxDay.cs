using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Testing.Processes;
using Testing.Waiting;

namespace EndToEnd.Tests;

/// <summary>The README's first command, and the same day through four processes and a real RabbitMQ.</summary>
public sealed class SandboxDay(Broker broker) : IClassFixture<Broker>
{
    [Fact]
    public async Task One_command_syncs_a_day_and_the_next_start_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("day").FullName;
        try
        {
            var standIns = Ports.Free();
            for (var day = 1; day <= 2; day++)
            {
                await using var platform = ServiceProcess.Of("Platform", Ports.Free(), new Dictionary<string, string> { ["Platform:DataDirectory"] = folder },
                    "--sandbox", "--exit", $"--Sandbox:Urls=http://127.0.0.1:{standIns}");
                var exit = await platform.RunToEndAsync(TimeSpan.FromSeconds(120));
                Assert.True(exit == 0, platform.Output);
                Assert.Contains("nothing failed", platform.Output);
                Assert.Matches($@"orders\s+supabase\s+{day * 25}\s+{day * 25}\s+0\s+0\s+0", platform.Output);
                Assert.DoesNotContain("Unhandled", platform.Output);
            }
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "sandbox", "keys.json")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Four_processes_on_RabbitMQ_sync_the_same_day()
    {
        const string secret = "day-secret";
        var rabbit = await broker.NeededAsync();
        await using var platform = await Deployment.StartAsync(rabbit, secret);

        using var played = await platform.Sandbox.PostAsJsonAsync("/control/woocommerce/day", new { delivery_url = platform.DeliveryUrl, secret, orders = 25, seed = 1 });
        played.EnsureSuccessStatusCode();
        var day = (await played.Content.ReadFromJsonAsync<JsonObject>())!;
        var orders = day["orders"]!.AsArray().Select(order => order!).ToList();

        var bookable = orders.Where(order => (string?)order["status"] != "cancelled").ToList();
        await Until.TrueAsync(async () => (await platform.RowsAsync("orders")).Count == orders.Count
                && (await platform.DocumentsAsync("SalesReceipt")).Count + (await platform.DocumentsAsync("Invoice")).Count >= bookable.Count
                && (await platform.JsonAsync("/api/failures"))["failures"]!.AsArray().Count == 0
                && await NothingIsOnItsWayAsync(platform),
            "the day stands in both targets", TimeSpan.FromSeconds(90), async () => $"{await platform.JsonAsync("/api/counts")} {await platform.JsonAsync("/api/failures")}\n{platform.Output()}");

        var documents = (await platform.DocumentsAsync("SalesReceipt")).Concat(await platform.DocumentsAsync("Invoice")).ToDictionary(document => (string)document!["DocNumber"]!, document => (decimal)document!["TotalAmt"]!);
        Assert.Equal(
            bookable.ToDictionary(order => $"WC-{order["number"]}", order => decimal.Parse((string)order["total"]!, System.Globalization.CultureInfo.InvariantCulture)),
            documents);

        var queues = await QueuesAsync(rabbit.ManagementPort);
        foreach (var name in (string[])["quickbooks-orders", "quickbooks-products", "quickbooks-customers", "supabase-orders", "supabase-products", "supabase-customers", "sync-runs"])
            Assert.Equal("quorum", queues[name]);

        // Every run has ended, and well.
        await Until.TrueAsync(async () => (await platform.JsonAsync("/api/sync/runs?limit=200"))["runs"]!.AsArray().All(run => (string?)run!["status"] == "Success"),
            "every run ended well", TimeSpan.FromSeconds(30), async () => (await platform.JsonAsync("/api/sync/runs?limit=5")).ToJsonString());
    }

    private static async Task<bool> NothingIsOnItsWayAsync(Deployment platform)
    {
        foreach (var state in (string[])["Received", "Waiting", "Ready"])
            if ((await platform.JsonAsync($"/api/deliveries?state={state}&limit=1"))["deliveries"]!.AsArray().Count > 0) return false;
        return (await platform.JsonAsync("/api/counts"))["counts"]!.AsArray().All(count => (string?)count!["state"] is "Synced" or "Skipped");
    }

    private static async Task<Dictionary<string, string>> QueuesAsync(int port)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("guest:guest")));
        var queues = await http.GetFromJsonAsync<JsonArray>($"http://127.0.0.1:{port}/api/queues");
        return queues!.ToDictionary(queue => (string)queue!["name"]!, queue => (string)queue!["type"]!);
    }
}
