using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Testing.Waiting;

namespace EndToEnd.Tests;

/// <summary>Promise: another company connected starts an empty ledger, and no id of the old one is used with it.</summary>
public sealed class AnotherCompany
{
    private const string Secret = "company-secret";
    private const string Second = "9130350000000002";

    [Fact]
    public async Task Starts_an_empty_ledger_and_uses_no_old_id()
    {
        await using var platform = await Deployment.StartAsync(null, Secret);
        var load = new LoadOfOrders(platform, Secret);
        await load.DeliverAsync([1, 2, 3]);
        await load.AllStandOnceAsync(TimeSpan.FromSeconds(60));

        using (var second = await platform.Sandbox.PostAsJsonAsync("/quickbooks/control/companies", new { realm = Second, refreshToken = "second-refresh" }))
            Assert.True(second.IsSuccessStatusCode, await second.Content.ReadAsStringAsync());
        using (var gone = await platform.Api.DeleteAsync("/api/credentials/books")) Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await platform.ConnectBooksAsync("books-2", Second, "second-refresh");

        await load.DeliverAsync([4]);
        await Until.TrueAsync(async () => (await platform.DocumentsAsync("SalesReceipt", Second)).Count == 1, "the new order is booked in the new company",
            state: async () => $"{await platform.JsonAsync("/api/failures")}\n{platform.Output()}");

        Assert.Equal("WC-4", (string?)(await platform.DocumentsAsync("SalesReceipt", Second))[0]!["DocNumber"]);
        Assert.Equal(3, (await platform.DocumentsAsync("SalesReceipt")).Count);
        // The old rows stay to read; the order of then has none with the new company.
        var rows = (await platform.JsonAsync("/api/records/orders/1"))["records"]!.AsArray().Where(row => (string?)row!["target"] == "quickbooks").ToList();
        Assert.Equal(Deployment.Realm, (string?)Assert.Single(rows)!["account"]);
        // Customer and item exist in both companies, each with ids of its own.
        var customer = (await platform.DocumentsAsync("SalesReceipt", Second))[0]!["CustomerRef"]!["value"]!;
        Assert.Contains(await platform.DocumentsAsync("Customer", Second), row => (string?)row!["Id"] == (string?)customer);
    }
}
