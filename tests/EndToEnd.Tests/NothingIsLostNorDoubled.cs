using Testing.Brokers;
using Testing.Waiting;

namespace EndToEnd.Tests;

/// <summary>Promise: a delivery answered 200 arrives, once, through kill -9, a broker that is away and a target that never ran.</summary>
public sealed class NothingIsLostNorDoubled(Broker broker) : IClassFixture<Broker>
{
    private const string Secret = "load-secret";
    private const int Kills = 10;

    [Fact]
    public async Task Kill_at_random_moments_embedded()
    {
        await using var platform = await Deployment.StartAsync(null, Secret);
        await DeliverWhileKillingAsync(platform, seed: 1);
    }

    [Fact]
    public async Task Kill_of_any_service_at_random_moments_on_RabbitMQ()
    {
        await using var platform = await Deployment.StartAsync(await broker.NeededAsync(), Secret);
        await DeliverWhileKillingAsync(platform, seed: 2);
    }

    [Fact]
    public async Task Broker_away_while_deliveries_come_in()
    {
        if (RabbitMqNode.Missing is { } reason) Assert.Skip(reason);
        await using var own = await RabbitMqNode.StartNewAsync();
        await using var platform = await Deployment.StartAsync(own, Secret);
        var load = new LoadOfOrders(platform, Secret);
        await load.DeliverAsync(Range(1, 20));

        await own.StopAsync();
        await load.DeliverAsync(Range(21, 60));
        Assert.Equal(60, load.Answered);

        await own.StartAsync();
        await load.AllStandOnceAsync(TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task Target_that_never_ran_gets_everything_once_it_starts()
    {
        await using var platform = await Deployment.PrepareAsync(await broker.NeededAsync());
        var late = platform.Services.Single(service => service.Name == "SupabaseSync");
        await Task.WhenAll(platform.Services.Where(service => service != late).Select(service => service.StartAsync()));
        await platform.ConnectAsync(Secret);
        var load = new LoadOfOrders(platform, Secret);
        await load.DeliverAsync(Range(1, 40));
        await Until.TrueAsync(async () => (await platform.DocumentsAsync("SalesReceipt")).Count == 40, "the other target has them all");

        await late.StartAsync();
        await load.AllStandOnceAsync(TimeSpan.FromSeconds(60));
    }

    private static async Task DeliverWhileKillingAsync(Deployment platform, int seed)
    {
        var random = new Random(seed);
        var load = new LoadOfOrders(platform, Secret);
        var delivering = load.DeliverAsync(Range(1, 200));
        for (var kill = 0; kill < Kills; kill++)
        {
            var after = Math.Min(load.Answered + random.Next(1, 18), 200);
            await Until.TrueAsync(() => Task.FromResult(load.Answered >= after), $"{after} deliveries are answered", TimeSpan.FromSeconds(90), () => Task.FromResult(platform.Output()));
            var service = platform.Services[random.Next(platform.Services.Count)];
            await service.KillAsync();
            await service.StartAsync();
        }
        await delivering;
        await load.AllStandOnceAsync(TimeSpan.FromSeconds(180)); // a refresh of tokens that was killed holds its lease for 90 s
    }

    private static IEnumerable<long> Range(long from, long to)
    {
        for (var id = from; id <= to; id++) yield return id;
    }
}
