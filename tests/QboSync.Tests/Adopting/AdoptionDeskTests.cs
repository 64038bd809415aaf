using System.Text.Json;
using Contracts;
using Hosting;
using Hosting.Secrets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QboSync.Adopting;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing;
using Syncing.Asking;
using Syncing.Dispatching;
using Syncing.Ledger;

namespace QboSync.Tests.Adopting;

/// <summary>What is answered to a person, and what the order does then.</summary>
public sealed class AdoptionDeskTests : BookingTest
{
    [Fact]
    public async Task Adopting_links_the_document_and_lets_the_order_go_on()
    {
        var there = await ForeignSales.EnterAsync(Books, "salesreceipt", "WC-5", 12.00m);
        var flow = await HeldAsync();

        var answer = Assert.IsType<Ok<AdoptAnswer>>(await AskAsync(flow, $$"""{"store_id":"store-1","order_id":5,"document_id":"{{there.Id()}}"}""")).Value!;

        Assert.Equal(new AdoptedDocument("SalesReceipt", there.Id(), 12.00m), answer.Adopted);
        Assert.True(answer.Queued);
        Assert.Equal(RecordState.Pending, (await RecordAsync(flow)).State);
        Assert.Equal(there.Id(), (await flow.OrderAsync(new Order(5))).ExternalId);
        Refused(409, "booked already", await AskAsync(flow, """{"store_id":"store-1","order_id":"5","create":true}"""));
    }

    [Fact]
    public async Task A_document_that_is_not_the_orders_is_refused_with_what_differs()
    {
        await ForeignSales.EnterAsync(Books, "salesreceipt", "WC-5", 12.00m);
        var other = await ForeignSales.EnterAsync(Books, "invoice", "WC-6", 99.00m);
        var flow = await HeldAsync();

        Refused(409, "the total is 99.00, not 12.00", await AskAsync(flow, $$"""{"store_id":"store-1","order_id":"5","document_id":{{other.Id()}}}"""));
        Refused(404, "document_id", await AskAsync(flow, """{"store_id":"store-1","order_id":"5","document_id":"987654"}"""));
        Refused(404, "order_id", await AskAsync(flow, """{"store_id":"store-1","order_id":"6","create":true}"""));
        Refused(404, "order_id", await AskAsync(flow, """{"store_id":"store-2","order_id":"5","create":true}"""));
        Assert.Equal(RecordState.Conflict, (await RecordAsync(flow)).State);
    }

    [Fact]
    public async Task A_document_of_ours_is_not_given_to_another_order()
    {
        await ForeignSales.EnterAsync(Books, "salesreceipt", "WC-5", 12.00m);
        var flow = await HeldAsync();
        var ours = await flow.OrderAsync(new Order(7));

        Refused(409, "booked by this program", await AskAsync(flow, $$"""{"store_id":"store-1","order_id":"5","document_id":"{{ours.ExternalId}}"}"""));
    }

    [Fact]
    public async Task An_order_that_is_being_booked_is_left_alone()
    {
        await ForeignSales.EnterAsync(Books, "salesreceipt", "WC-5", 12.00m);
        var flow = await HeldAsync(RecordState.InProgress);

        Refused(409, "being booked", await AskAsync(flow, """{"store_id":"store-1","order_id":"5","create":true}"""));
    }

    [Theory]
    [InlineData("""{"store_id":"s","order_id":"5","document_id":"7"}""", null)]
    [InlineData("""{"store_id":"s","order_id":5,"create":true}""", null)]
    [InlineData("""{"order_id":"5","create":true}""", "StoreId")]
    [InlineData("""{"store_id":"s","create":true}""", "OrderId")]
    [InlineData("""{"store_id":"s","order_id":"5a","create":true}""", "OrderId")]
    [InlineData("""{"store_id":"s","order_id":"5"}""", "DocumentId")]
    [InlineData("""{"store_id":"s","order_id":"5","document_id":"7","create":true}""", "DocumentId")]
    [InlineData("""{"store_id":"s","order_id":"5","document_id":"WC-7"}""", "DocumentId")]
    public void A_bad_request_names_the_field(string json, string? field) =>
        Assert.Equal(field, new AdoptRequestValidator().Validate(Read(json)).Errors.FirstOrDefault()?.PropertyName);

    private async Task<Instance> HeldAsync(RecordState state = RecordState.Conflict)
    {
        var flow = await StartAsync();
        Assert.Equal("already_in_books", (await flow.OrderAsync(new Order(5))).Fault!.Code);
        await using var database = flow.Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();
        database.Records.Add(new LedgerRecord
        {
            TenantId = "default-tenant", StoreId = Instance.Store, Account = Books.Realm, Entity = Entities.Orders, Key = "5", Body = new Order(5).Json(), State = state, Code = "already_in_books",
        });
        await database.SaveChangesAsync();
        return flow;
    }

    private static async Task<LedgerRecord> RecordAsync(Instance flow)
    {
        await using var database = flow.Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();
        return await database.Records.AsNoTracking().SingleAsync();
    }

    private Task<IResult> AskAsync(Instance flow, string json)
    {
        var (databases, settings) = (flow.Get<IDbContextFactory<QboSyncDb>>(), new TargetSettings<QboSyncDb>("quickbooks"));
        var desk = ActivatorUtilities.CreateInstance<AdoptionDesk>(flow.Get<IServiceProvider>(),
            new TargetAccounts<QboSyncDb>(flow.Get<CredentialsClient>(), settings),
            new LedgerQuestions<QboSyncDb>(databases, settings, new WorkSignal<QboSyncDb>(), Clock));
        return desk.DecideAsync(Read(json), TestContext.Current.CancellationToken);
    }

    private static AdoptRequest Read(string json) => JsonSerializer.Deserialize<AdoptRequest>(json, PlatformSetup.Json)!;

    private static void Refused(int status, string says, IResult result)
    {
        var problem = Assert.IsType<ProblemHttpResult>(result);
        Assert.Equal(status, problem.StatusCode);
        Assert.Contains(says, problem.ProblemDetails.Detail);
    }
}
