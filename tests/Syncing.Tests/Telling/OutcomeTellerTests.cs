using Contracts;
using Hosting.Bus;
using Hosting.Tests.Driving;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Syncing.Telling;
using Syncing.Tests.Driving;

namespace Syncing.Tests.Telling;

public class OutcomeTellerTests
{
    private static TestBus Hearing() =>
        TestBus.Create((endpoint, heard) => endpoint.Handler<RecordSettled>(context =>
        {
            heard.Enqueue(context.Message);
            return Task.CompletedTask;
        }));

    private static OutcomeTeller<TestLedgerDb> Teller(LedgerHouse house, TestBus bus) =>
        new(house.Databases, new BusGate(bus.Control, TimeProvider.System), house.Signal, house.Clock, NullLogger<OutcomeTeller<TestLedgerDb>>.Instance);

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task What_was_recorded_before_a_crash_is_told_after_it(string provider)
    {
        const int Orders = 450; // more than are told at once
        await using var house = await LedgerHouse.OpenAsync(provider, own => own with { BatchSize = Orders });
        await house.TakeAsync([.. Enumerable.Range(1, Orders).Select(n => Change.Order($"{n}", 3))]);
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Writes); // and the process dies

        await using var bus = Hearing();
        using var teller = Teller(house, bus);
        await bus.Control.StartAsync(LedgerHouse.Cancel);
        await teller.StartAsync(LedgerHouse.Cancel);
        await Eventually.TrueAsync(() => bus.Heard.Count >= Orders);
        await Eventually.TrueAsync(async () => !await house.ReadAsync(db => db.UntoldOutcomes.AnyAsync()));
        await teller.StopAsync(LedgerHouse.Cancel);
        Assert.Equal(Orders, bus.Heard.Cast<RecordSettled>().Select(told => told.Key).Distinct().Count());
        Assert.All(bus.Heard.Cast<RecordSettled>(), told => Assert.Equal((RecordOutcome.Created, 3L, $"QB-{told.Key}"), (told.Outcome, told.Seq, told.ExternalId)));
    }

    [Fact]
    public async Task Nothing_is_told_or_forgotten_before_the_bus_is_up()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync(Change.Order());
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Writes);
        await using var bus = Hearing();
        using var teller = Teller(house, bus);
        await teller.StartAsync(LedgerHouse.Cancel);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(await house.UntoldAsync());
        await bus.Control.StartAsync(LedgerHouse.Cancel);
        await Eventually.TrueAsync(() => bus.Heard.Count == 1);
        await teller.StopAsync(LedgerHouse.Cancel);
    }
}
