using Contracts;
using Hosting.Tests.Driving;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Syncing.Dispatching;
using Syncing.Ledger;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests.Dispatching;

public class LiftPausesTests
{
    private static async Task<(LedgerHouse House, TestBus Bus)> PausedAsync(FaultKind kind)
    {
        var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        var lift = new LiftPauses<TestLedgerDb>(house.Databases, house.Credentials, house.Settings, house.Signal, house.Clock);
        var bus = TestBus.Create((endpoint, heard) => endpoint.Handler<CredentialsChanged>(async context =>
        {
            await lift.Consume(context);
            heard.Enqueue(context.Message);
        }));
        await bus.Control.StartAsync(LedgerHouse.Cancel);
        await house.TakeAsync(Change.Order());
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(kind));
        await house.TakeAsync(Change.Order("2"));
        Assert.Null(await house.ClaimAsync());
        return (house, bus);
    }

    [Theory, InlineData(FaultKind.Unauthorised), InlineData(FaultKind.Misconfigured)]
    public async Task A_changed_credential_ends_the_pause_and_what_waited_is_due_with_the_new_one(FaultKind kind)
    {
        var (house, bus) = await PausedAsync(kind);
        await using var _ = house;
        await using var __ = bus;
        house.Outside.Active.Clear();
        house.Outside.Connect("tenant", LedgerHouse.Realm, "the new secret");
        await bus.Control.Publish(new CredentialsChanged { CredentialId = "qb", TenantId = "tenant", Platform = "quickbooks" }, LedgerHouse.Cancel);
        Claim? claim = null;
        await Eventually.TrueAsync(async () => (claim = await house.ClaimAsync()) is not null);
        Assert.Equal(["1042", "2"], claim!.Items.Select(item => item.Key).Order());
        Assert.Equal("the new secret", claim.Account.Credential.Field("client_secret"));
        Assert.Equal(0, await house.ReadAsync(db => db.Pauses.CountAsync()));
    }

    [Fact]
    public async Task A_throttled_account_stays_paused_whatever_becomes_of_its_credential()
    {
        var (house, bus) = await PausedAsync(FaultKind.Throttled);
        await using var _ = house;
        await using var __ = bus;
        var woken = house.Signal.Next();
        await bus.Control.Publish(new CredentialsChanged { Platform = "quickbooks" }, LedgerHouse.Cancel);
        await woken.WaitAsync(TimeSpan.FromSeconds(20), LedgerHouse.Cancel);
        Assert.Null(await house.ClaimAsync());
        Assert.Equal(RecordState.Retrying, (await house.RowAsync()).State);
    }

    [Fact]
    public async Task A_credential_of_another_system_ends_nothing()
    {
        var (house, bus) = await PausedAsync(FaultKind.Unauthorised);
        await using var _ = house;
        await using var __ = bus;
        await bus.Control.Publish(new CredentialsChanged { Platform = "supabase" }, LedgerHouse.Cancel);
        await bus.Control.Publish(new CredentialsChanged { Platform = "woocommerce" }, LedgerHouse.Cancel);
        await Eventually.TrueAsync(() => bus.Heard.Count == 2);
        Assert.Equal(1, await house.ReadAsync(db => db.Pauses.CountAsync()));
        await bus.Control.Publish(new CredentialsChanged { Platform = "quickbooks" }, LedgerHouse.Cancel); // and one that does
        await Eventually.TrueAsync(async () => await house.ReadAsync(db => db.Pauses.CountAsync()) == 0);
    }
}
