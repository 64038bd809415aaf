using Benchmarks.Filling;
using Benchmarks.Measuring;
using Testing.Brokers;

namespace EndToEnd.Tests;

/// <summary>
/// Promise: a shop that no webhook ever announced is synced whole by the three sync endpoints, each record counted once and standing once in
/// both targets, through <c>kill -9</c> of each service; and a second sync finds nothing to do. The benchmark <c>shop</c> does the same with
/// twenty times as many. Without RabbitMQ on the machine it is the all-in-one process that is killed.
/// </summary>
public sealed class AShopOfThousands
{
    private const int Kills = 4;

    [Fact]
    public async Task Stands_once_in_both_targets_though_each_service_is_killed_under_way()
    {
        var outcome = await ShopBenchmark.RunAsync(new ShopSize(Orders: 1000, Products: 100, Customers: 250), Kills, embedded: RabbitMqNode.Missing is not null);
        Assert.Empty(outcome.Wrong);
    }
}
