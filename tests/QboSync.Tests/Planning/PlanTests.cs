using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;
using Microsoft.EntityFrameworkCore;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing;
using Syncing.Ledger;
using Syncing.Planning;
using Syncing.Working;

namespace QboSync.Tests.Planning;

/// <summary>What a plan says of a record is what booking it right after does, and the plan writes nothing.</summary>
public sealed class PlanTests : BookingTest
{
    private static readonly DateTimeOffset Later = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private Instance _instance = null!;
    private Road _road = null!;

    [Fact]
    public async Task A_new_order_is_created_with_its_sum_though_neither_customer_nor_item_is_there()
    {
        await BeginAsync();
        var line = await AgreesAsync(Sold() with { Tax = 1.50m, Shipping = [("Flat rate", 5.00m)] });
        Assert.Equal((RecordOutcome.Created, 18.50m, "USD", null), (line.Outcome, line.Amount, line.Currency, line.ExternalId));
        Assert.Equal(18.50m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
    }

    [Fact]
    public async Task An_edit_a_repeat_and_a_refund_are_told_apart()
    {
        await BookedAsync();
        Assert.Equal((RecordOutcome.Updated, 20.00m), Told(await AgreesAsync(Sold(20.00m))));
        Assert.Equal("unchanged", (await AgreesAsync(Sold(20.00m) with { Modified = "2026-11-22T08:30:00" })).Code);
        Assert.Equal((RecordOutcome.Updated, 20.00m), Told(await AgreesAsync(Sold(20.00m) with { Refunds = [new(900, 5.00m, [])] })));
    }

    [Theory]
    [InlineData("ask", "changed_in_quickbooks")]
    [InlineData("quickbooks", "quickbooks_wins")]
    [InlineData("woocommerce", null)]
    [InlineData("last_write", null)]
    public async Task What_a_person_changed_is_met_by_the_policy_and_no_conflict_is_opened_by_the_plan(string policy, string? code)
    {
        await BookedAsync($$$"""{"conflicts":{"orders":"{{{policy}}}"}}""");
        await EditAsync("SalesReceipt", new() { ["BillAddr"] = new JsonObject { ["Line1"] = "9 Elm St", ["City"] = "Troy" } });
        Assert.Equal(code, (await AgreesAsync(Sold(20.00m), modified: Clock.GetUtcNow().AddHours(1))).Code);
    }

    [Fact]
    public async Task A_receipt_that_a_person_deleted_or_voided_is_seen()
    {
        await BookedAsync();
        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt?operation=delete", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken") });
        Assert.Equal(RecordOutcome.Failed, (await AgreesAsync(Sold(20.00m))).Outcome);
    }

    [Fact]
    public async Task Closed_books_refuse_new_documents_and_edits()
    {
        await BookedAsync();
        await Books.SettingsAsync("""{"preferences":{"AccountingInfoPrefs":{"BookCloseDate":"2026-11-30"}}}""");
        Clock.Advance(TimeSpan.FromMinutes(11)); // what is known of the company is read anew
        Assert.Equal("closed_period", (await AgreesAsync(Sold(20.00m))).Code);
        Assert.Equal("closed_period", (await AgreesAsync(new Order(2))).Code);
    }

    [Fact]
    public async Task A_number_that_somebody_elses_document_has_holds_the_order_and_one_of_ours_does_not()
    {
        await BeginAsync();
        foreach (var (number, note) in new[] { ("WC-1", "typed in by Ann"), ("WC-2", "WooCommerce order 2 | store-1 | SalesReceipt 2") })
            await Books.EnterAsync("salesreceipt", new()
            {
                ["DocNumber"] = number, ["PrivateNote"] = note,
                ["Line"] = new JsonArray(new JsonObject { ["Amount"] = 4.00m, ["DetailType"] = "SalesItemLineDetail", ["SalesItemLineDetail"] = new JsonObject { ["ItemRef"] = new JsonObject { ["value"] = "1" } } }),
            });
        Assert.Equal("number_taken", (await AgreesAsync(Sold())).Code);
        Assert.Equal((RecordOutcome.Created, 12.00m), Told(await AgreesAsync(new Order(2))));
    }

    [Theory]
    [InlineData("ask", RecordOutcome.Failed, 12.00)]
    [InlineData("delete", RecordOutcome.Updated, 0.00)]
    [InlineData("leave", RecordOutcome.Skipped, 12.00)]
    public async Task An_order_that_is_gone_is_met_by_the_policy(string policy, RecordOutcome outcome, double amount)
    {
        await BookedAsync($$$"""{"orders":{"trashed":"{{{policy}}}"}}""");
        Assert.Equal((outcome, (decimal?)(decimal)amount), Told(await AgreesAsync(Sold(), deleted: true)));
    }

    [Fact]
    public async Task Whom_a_person_would_be_asked_about_holds_the_record()
    {
        foreach (var name in (string[])["Doe Ltd", "J. Doe"])
            await Books.EnterAsync("customer", new() { ["DisplayName"] = name, ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = "jane@example.test" } });
        await BeginAsync();
        Assert.Equal("first_contact", (await AgreesAsync(Sold())).Code);
        Assert.Equal("first_contact", (await AgreesAsync(Shop.Customer(5))).Code);
    }

    [Fact]
    public async Task A_name_that_somebody_else_has_gives_way_to_the_next()
    {
        await Books.EnterAsync("customer", new() { ["DisplayName"] = "Jane Doe" });
        await Books.EnterAsync("vendor", new() { ["DisplayName"] = "Ada Doe" });
        await BeginAsync("""{"customers":{"first_contact":"ask"}}""");
        Assert.Equal(RecordOutcome.Created, (await AgreesAsync(Shop.Customer(5))).Outcome);
        Assert.Equal(RecordOutcome.Created, (await AgreesAsync(Shop.Customer(6, first: "Ada", email: "ada@example.test"))).Outcome);
    }

    [Fact]
    public async Task Customers_and_products_are_created_linked_changed_and_left()
    {
        await BeginAsync();
        await Books.EnterAsync("customer", new() { ["DisplayName"] = "Jane of old", ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = "jane@example.test" } });
        Assert.Equal(RecordOutcome.Created, (await AgreesAsync(Shop.Customer(5))).Outcome); // linked: nothing of it was known in QuickBooks
        Assert.Equal(RecordOutcome.Updated, (await AgreesAsync(Shop.Customer(5, phone: "555-0100"))).Outcome);
        Assert.Equal("unchanged", (await AgreesAsync(Shop.Customer(5, phone: "555-0100"))).Code);
        Assert.Equal(RecordOutcome.Created, (await AgreesAsync(Shop.Customer(6, email: "new@example.test"))).Outcome);
        Assert.Equal("staff", (await AgreesAsync(Shop.Customer(7, email: "boss@example.test", role: "shop_manager"))).Code);
        Assert.Equal(RecordOutcome.Created, (await AgreesAsync(Shop.Product(14))).Outcome);
        Assert.Equal(RecordOutcome.Created, (await AgreesAsync(Shop.Product(15, "Another mug"))).Outcome); // the same SKU
        Assert.Equal(RecordOutcome.Updated, (await AgreesAsync(Shop.Product(14, price: 13.00m))).Outcome);
        Assert.Equal("has_variations", (await AgreesAsync(Shop.Product(16, type: "variable"))).Code);
    }

    [Fact]
    public async Task An_item_that_a_person_changed_is_met_by_the_policy()
    {
        await BeginAsync("""{"conflicts":{"products":"ask"}}""");
        await AgreesAsync(Shop.Product(14));
        await EditAsync("Item", new() { ["UnitPrice"] = 15.00m });
        Assert.Equal("changed_in_quickbooks", (await AgreesAsync(Shop.Product(14, price: 13.00m))).Code);
    }

    [Fact]
    public async Task An_item_that_a_person_switched_off_or_renamed_is_changed_all_the_same()
    {
        await BeginAsync();
        await AgreesAsync(Shop.Product(14));
        await EditAsync("Item", new() { ["Active"] = false });
        Assert.Equal(RecordOutcome.Updated, (await AgreesAsync(Shop.Product(14, price: 12.50m))).Outcome);
        await EditAsync("Item", new() { ["Active"] = true, ["Name"] = "Cup" });
        Assert.Equal(RecordOutcome.Updated, (await AgreesAsync(Shop.Product(14, "Larger mug", price: 12.50m))).Outcome);
    }

    [Fact]
    public async Task Products_without_an_item_are_left_where_none_are_made()
    {
        await BeginAsync("""{"products":{"unmatched":"default_item"}}""");
        Assert.Equal("unmatched", (await AgreesAsync(Shop.Product(14))).Code);
    }

    [Fact]
    public async Task A_paused_account_and_a_company_that_cannot_be_reached_are_a_problem_and_no_zero()
    {
        await BeginAsync();
        await using (var database = Databases())
        {
            database.Add(new AccountPause { Account = Books.Realm, Until = Clock.GetUtcNow().AddMinutes(5), Code = "throttled", Message = "Slow down." });
            await database.SaveChangesAsync();
        }
        Assert.Equal("account_paused", (await PlanAsync("orders", "1", Sold().Json())).Problem?.Code);
        Clock.Advance(TimeSpan.FromMinutes(6));
        Books.Next(Mishap.Answer(_ => true, 503, "{}"));
        var answer = await PlanAsync("orders", "1", Sold().Json());
        Assert.NotNull(answer.Problem?.RetryAfterSeconds);
        Assert.Empty(answer.Records);
    }

    private static Order Sold(decimal total = 12.00m) => new(1) { Lines = [new("Plain Mug", "MUG-01", 14, 1, total)] };

    private static (RecordOutcome, decimal?) Told(PlanLine line) => (line.Outcome, line.Amount);

    private QboSyncDb Databases() => _instance.Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();

    private async Task BeginAsync(string? policy = null)
    {
        _instance = await StartAsync();
        _road = new Road(_instance);
        if (policy is not null) await _road.PolicyAsync(policy);
    }

    private async Task BookedAsync(string? policy = null)
    {
        await BeginAsync(policy);
        Assert.Equal(RecordState.Synced, (await _road.OrderAsync(Sold())).State);
    }

    private Task<PlanLine> AgreesAsync(Order order, DateTimeOffset? modified = null, bool deleted = false) =>
        AgreesAsync(Instance.Item(Entities.Orders, order.Id, order.Json()) with { Refunds = order.RefundsJson(), Deleted = deleted }, modified);

    /// <summary>Plans, looks that nothing was written, does it, and compares.</summary>
    private async Task<PlanLine> AgreesAsync(WorkItem item, DateTimeOffset? modified = null)
    {
        var before = await StateAsync();
        var answer = await PlanAsync(item.Entity, item.Key, item.Body, item.Refunds, modified, item.Deleted);
        Assert.Null(answer.Problem);
        var line = Assert.Single(answer.Records);
        Assert.Equal(before, await StateAsync());

        await _road.TakeAsync(item, modified);
        await _road.WorkAsync();
        var record = await _road.RecordAsync(item.Entity, long.Parse(item.Key, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((record.LastOutcome, record.Code), (line.Outcome, line.Code));
        return line;
    }

    private async Task<PlanAnswer> PlanAsync(string entity, string key, string body, string? refunds = null, DateTimeOffset? modified = null, bool deleted = false)
    {
        var planning = new Planning<QboSyncDb>(_instance.Get<IDbContextFactory<QboSyncDb>>(), _instance.Get<TargetAccounts<QboSyncDb>>(),
            _instance.Get<TargetSettings<QboSyncDb>>(), [_instance.Get<ITargetPlan>()], Clock);
        return await planning.PlanAsync(new PlanQuestion
        {
            SyncId = Guid.NewGuid(), TenantId = "default-tenant", StoreId = Instance.Store, Entity = entity,
            Records = [new PlannedRecord { Key = key, Modified = modified ?? Later, Seq = 1000, Body = body, Refunds = refunds, Deleted = deleted }],
        }, TestContext.Current.CancellationToken);
    }

    private async Task EditAsync(string kind, JsonObject fields)
    {
        var entry = kind == "Item" ? (await Books.AllAsync("Item")).Single(item => item.Text("Sku") == "MUG-01") : await Books.OneAsync(kind);
        var body = new JsonObject { ["Id"] = entry.Id(), ["SyncToken"] = entry.Text("SyncToken"), ["sparse"] = true };
        foreach (var (name, value) in fields) body[name] = value?.DeepClone();
        await Books.EnterAsync(kind.ToLowerInvariant(), body);
    }

    /// <summary>All that the service keeps but the count of its calls, and all that stands in QuickBooks.</summary>
    private async Task<string> StateAsync()
    {
        await using var database = Databases();
        var lines = new List<string>
        {
            Text(await database.Records.AsNoTracking().ToListAsync()), Text(await database.Documents.AsNoTracking().ToListAsync()), Text(await database.Reservations.AsNoTracking().ToListAsync()),
            Text(await database.Attempts.AsNoTracking().ToListAsync()), Text(await database.Conflicts.AsNoTracking().ToListAsync()), Text(await database.UntoldOutcomes.AsNoTracking().ToListAsync()),
        };
        foreach (var kind in (string[])["SalesReceipt", "Invoice", "Payment", "RefundReceipt", "CreditMemo", "Customer", "Item", "PaymentMethod"])
            lines.AddRange((await Books.AllAsync(kind)).Select(entry => $"{kind} {entry.ToJsonString()}"));
        return string.Join('\n', lines);

        static string Text<T>(T rows) => JsonSerializer.Serialize(rows);
    }
}
