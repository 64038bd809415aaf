using System.Net.Http.Json;
using Testing.Waiting;

namespace EndToEnd.Tests;

/// <summary>
/// Promise: no document is booked twice in QuickBooks, whatever is repeated, timed out or crashed. A company that books and then cuts the
/// connection, answers too late, answers 200 with a Fault, throttles, lets tokens expire and loses the answer to a rotation, all at random,
/// with two instances of QboSync that are killed meanwhile.
/// </summary>
public sealed class TheCompanyMisbehaves(Broker broker) : IClassFixture<Broker>
{
    private const string Secret = "load-secret";
    private const string Calls = "^/quickbooks/v3/";
    private static readonly int Orders = Environment.GetEnvironmentVariable("CI") is null ? 2000 : 500;
    private const int Kills = 6;

    private static readonly object[] Mishaps =
    [
        new { path = Calls, kind = "commit_then_drop", probability = 0.04, seed = 1, times = 60 },
        new { path = Calls, kind = "drop", probability = 0.03, seed = 2, times = 40 },
        new { path = Calls, kind = "delay", delay_ms = 6000, probability = 0.02, seed = 3, times = 12 },
        new { path = Calls, kind = "status", status = 503, body = "<html>busy</html>", probability = 0.03, seed = 4, times = 40 },
        new { path = Calls, kind = "status", status = 429, retry_after = 1, probability = 0.02, seed = 5, times = 3 }, // each pauses the company for a minute,
        new { path = Calls, kind = "status", status = 200, probability = 0.02, seed = 6, times = 25,
            body = """{"Fault":{"Error":[{"Message":"System Failure Error","Detail":"System Failure","code":"10000","element":""}],"type":"SystemFault"},"time":"2026-11-20T09:00:00.000-08:00"}""" },
        new { path = "^/quickbooks/oauth2/v1/tokens", kind = "commit_then_drop", probability = 0.3, seed = 7, times = 4 },
    ];

    [Fact]
    public async Task Every_order_is_one_document_every_refund_one_and_no_payment_is_doubled()
    {
        await using var platform = await Deployment.StartAsync(await broker.NeededAsync(), Secret, twoOfQboSync: true);
        foreach (var mishap in Mishaps)
        {
            using var answer = await platform.Sandbox.PostAsJsonAsync("/control/faults", mishap);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
        var orders = new OrdersWithAPast(platform, Secret, Orders);
        var announcing = orders.AnnounceAsync();
        var instances = platform.Services.Where(service => service.Name == "QboSync").ToList();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var after = kill * Orders / (Kills + 1);
            await Until.TrueAsync(() => Task.FromResult(announcing.IsFaulted || orders.Announced >= after), $"{after} orders are announced", TimeSpan.FromSeconds(240), () => Task.FromResult(platform.Output()));
            if (announcing.IsFaulted) break;
            using var expired = await platform.Sandbox.PostAsJsonAsync("/quickbooks/control/expire-token", new { realm = Deployment.Realm });
            Assert.True(expired.IsSuccessStatusCode, await expired.Content.ReadAsStringAsync());
            var service = instances[kill % instances.Count];
            await service.KillAsync();
            await service.StartAsync();
        }
        await announcing;
        await orders.MostStandAsync(TimeSpan.FromSeconds(420));
        // After a storm the waits between tries are long; the rest need not be waited out.
        using var calm = await platform.Sandbox.DeleteAsync("/control/faults");
        Assert.True(calm.IsSuccessStatusCode, await calm.Content.ReadAsStringAsync());
        await orders.StandOnceAsync(TimeSpan.FromSeconds(300));
    }
}
