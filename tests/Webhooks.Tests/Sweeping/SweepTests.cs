using System.Text.Json;
using Contracts;
using Microsoft.EntityFrameworkCore;
using Webhooks.Alerting;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Sweeping;

/// <summary>What a shop never announces is found.</summary>
public class SweepTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_of_which_no_webhook_told_are_found_within_the_interval()
    {
        await using var stage = await StageAsync(orders: 3, "--Sweeps:Enabled", "true");
        await ByScheduleAsync(stage, () => stage.Book.Newest("quickbooks").Count == 3);
        await stage.Shop!.LoadAsync("orders", Bodies.Order(4, second: 400));
        await stage.Shop.LoadAsync("orders", Bodies.Order(2, second: 400, total: "12.00"));
        await ByScheduleAsync(stage, () => stage.Book.Newest("supabase").ContainsKey(("orders", "4")) && stage.Book.Newest("supabase")[("orders", "2")].Seq == 2);
        await Until.TrueAsync(async () => (await RunsAsync(stage)).Any(run => run.GetProperty("trigger").GetString() == "schedule" && run.GetProperty("status").GetString() == "Success"));
    }

    [Fact]
    public async Task A_scheduled_reading_that_finds_nothing_leaves_no_run_behind()
    {
        await using var stage = await StageAsync(orders: 3);
        await SweepAsync(stage, "modified", "orders");
        var (before, rows) = ((await RunsAsync(stage)).Count, await stage.Edge.CountAsync());
        for (var i = 0; i < 3; i++)
        {
            var sweep = await SweepAsync(stage, "modified", "orders");
            Assert.Equal(0, sweep.GetProperty("found").GetInt32());
            Assert.Equal(JsonValueKind.Null, sweep.GetProperty("sync_id").ValueKind);
        }
        Assert.Equal(before, (await RunsAsync(stage)).Count);
        Assert.Equal(rows, await stage.Edge.CountAsync()); // what stands as it is known is not journaled again
        await using var journal = stage.Edge.Journal();
        Assert.InRange(await journal.Pulls.CountAsync(Cancel), 1, 2);
    }

    [Fact]
    public async Task What_lies_in_the_trash_is_found_and_what_never_was_ours_is_not_asked_for()
    {
        await using var stage = await StageAsync(orders: 3);
        await SweepAsync(stage, "modified", "orders");
        await stage.Shop!.LoadAsync("orders", Bodies.Order(2, second: 2, status: "trash"));
        await stage.Shop.LoadAsync("orders", Bodies.Order(9, second: 2, status: "trash"));
        var sweep = await SweepAsync(stage, "trash", "orders");
        Assert.Equal("2 in the trash, 1 of them not known to be.", sweep.GetProperty("result").GetString());
        await Until.TrueAsync(() => stage.Book.Newest("quickbooks")[("orders", "2")].Deleted && stage.Book.Newest("supabase")[("orders", "2")].Deleted);
        Assert.DoesNotContain(("orders", "9"), stage.Book.Newest("supabase").Keys);
        Assert.Equal("2 in the trash, 0 of them not known to be.", (await SweepAsync(stage, "trash", "orders")).GetProperty("result").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // before WooCommerce 9.0 there is no list of all refunds
    public async Task A_refund_that_was_deleted_is_found_though_no_date_moved(bool listed)
    {
        await using var stage = await StageAsync(orders: 0);
        await stage.Shop!.LoadAsync("orders", Bodies.Order(5, second: 5, refunds: [71, 72]));
        await stage.Shop.LoadAsync("orders", Bodies.Order(6, second: 6, refunds: [73]));
        foreach (var (order, refund) in ((long, long)[])[(5, 71), (5, 72), (6, 73)]) await stage.Shop.LoadRefundAsync(order, Bodies.Refund(refund));
        await SweepAsync(stage, "modified", "orders");
        if (!listed) await stage.Shop.FailAsync(new { path = "/wc/v3/refunds$", kind = "status", status = 404, body = """{"code":"rest_no_route","message":"No route was found matching the URL and request method.","data":{"status":404}}""" });
        Assert.EndsWith(" 0 of them with others than those known.", (await SweepAsync(stage, "refunds", "orders")).GetProperty("result").GetString(), StringComparison.Ordinal);

        await stage.Shop.RemoveAsync("refunds", 72);
        await stage.Shop.LoadAsync("orders", Bodies.Order(5, second: 5, refunds: [71]));
        await stage.Shop.RemoveAsync("refunds", 73);
        await stage.Shop.LoadAsync("orders", Bodies.Order(6, second: 6));
        Assert.EndsWith(" 2 of them with others than those known.", (await SweepAsync(stage, "refunds", "orders")).GetProperty("result").GetString(), StringComparison.Ordinal);
        await Until.TrueAsync(() => Refunds(stage, "5") is { } five && five.Contains("71", StringComparison.Ordinal) && !five.Contains("72", StringComparison.Ordinal)
            && stage.Book.Newest("quickbooks")[("orders", "6")] is OrderChanged { Refunds: null });
        Assert.EndsWith(" 0 of them with others than those known.", (await SweepAsync(stage, "refunds", "orders")).GetProperty("result").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_comparison_of_ids_finds_what_was_deleted_for_good_and_what_was_never_announced()
    {
        await using var stage = await StageAsync(orders: 12);
        await SweepAsync(stage, "modified", "orders");
        await stage.Shop!.RemoveAsync("orders", 3);
        await stage.Shop.LoadAsync("orders", Bodies.Order(99, second: -5000)); // older than what was read last: no reading by date comes by
        await stage.Shop.LoadAsync("orders", Bodies.Order(98, second: -5000, status: "checkout-draft"));
        var sweep = await SweepAsync(stage, "ids", "orders");
        Assert.Equal("12 in the shop, 1 never announced, 0 changed unannounced, 1 gone.", sweep.GetProperty("result").GetString());
        await Until.TrueAsync(() => stage.Book.Newest("quickbooks")[("orders", "3")].Deleted && stage.Book.Newest("supabase").ContainsKey(("orders", "99")));
        Assert.Equal(1, stage.Book.Of("supabase").Count(change => change.Key == "3" && change.Deleted));
        Assert.Equal("12 in the shop, 0 never announced, 0 changed unannounced, 0 gone.", (await SweepAsync(stage, "ids", "orders")).GetProperty("result").GetString());
        Assert.Contains(await RunsAsync(stage), run => run.GetProperty("trigger").GetString() == "reconciliation");
    }

    [Fact]
    public async Task What_a_list_hides_is_not_gone()
    {
        await using var stage = await StageAsync(orders: 12);
        await SweepAsync(stage, "modified", "orders");
        await stage.Shop!.LoadAsync("orders", Bodies.Order(3, second: 3, status: "auto-draft"));
        Assert.EndsWith(" 0 gone.", (await SweepAsync(stage, "ids", "orders")).GetProperty("result").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(stage.Book.Of("supabase"), change => change.Deleted);
    }

    [Fact]
    public async Task Too_many_gone_at_once_are_left_alone_until_somebody_accepts_it()
    {
        await using var stage = await StageAsync(orders: 15);
        await SweepAsync(stage, "modified", "orders");
        await stage.Edge.SendAsync("/api/sweeps/ids/accept", """{"entity":"orders"}""", 409);
        for (var id = 1; id <= 11; id++) await stage.Shop!.RemoveAsync("orders", id);
        var sweep = await SweepAsync(stage, "ids", "orders");
        Assert.Equal(11, sweep.GetProperty("records_gone").GetInt32());
        await stage.Edge.SettledAsync();
        Assert.DoesNotContain(stage.Book.Of("supabase"), change => change.Deleted);
        var alert = Assert.Single(await AlertsAsync(stage, AlertKinds.RecordsGone));
        Assert.Contains("11 of 15 known orders", alert.Message, StringComparison.Ordinal);

        using (var accept = new HttpRequestMessage(HttpMethod.Post, "/api/sweeps/ids/accept") { Content = new StringContent("""{"store_id":"shop-1","entity":"orders"}""", System.Text.Encoding.UTF8, "application/json") })
        {
            accept.Headers.Add("X-Changed-By", "Ann");
            await Edge.Json(await stage.Edge.Http.SendAsync(accept, Cancel));
        }
        await Until.TrueAsync(() => stage.Book.Newest("supabase").Values.Count(change => change.Deleted) == 11 && stage.Book.Newest("quickbooks").Values.Count(change => change.Deleted) == 11);
        Assert.Empty(await AlertsAsync(stage, AlertKinds.RecordsGone));
        Assert.Contains(await RunsAsync(stage), run => run.GetProperty("asked_by").GetString() == "Ann");
    }

    [Fact]
    public async Task Products_are_compared_with_their_variations_and_customers_without_the_staff()
    {
        await using var stage = await StageAsync(orders: 0);
        await stage.Shop!.LoadAsync("products", Bodies.Product(30).Replace("\"simple\"", "\"variable\",\"variations\":[31,32]", StringComparison.Ordinal));
        foreach (var id in (long[])[31, 32]) await stage.Shop.LoadAsync("variations", Bodies.Product(id).Replace("\"simple\"", "\"variation\",\"parent_id\":30", StringComparison.Ordinal));
        await stage.Shop.LoadAsync("products", Bodies.Product(40, status: "draft"));
        await stage.Shop.LoadAsync("customers", Bodies.Customer(5));
        await stage.Shop.LoadAsync("customers", Bodies.Customer(1, role: "administrator"));
        Assert.Equal("4 in the shop, 3 never announced, 0 changed unannounced, 0 gone.", (await SweepAsync(stage, "ids", "products")).GetProperty("result").GetString());
        Assert.Equal("2 in the shop, 1 never announced, 0 changed unannounced, 0 gone.", (await SweepAsync(stage, "ids", "customers")).GetProperty("result").GetString());
        await Until.TrueAsync(() => stage.Book.Newest("supabase").Count == 4);

        await stage.Shop.RemoveAsync("variations", 32);
        await stage.Shop.LoadAsync("products", Bodies.Product(30).Replace("\"simple\"", "\"variable\",\"variations\":[31]", StringComparison.Ordinal));
        await stage.Shop.RemoveAsync("customers", 5);
        Assert.EndsWith(" 1 gone.", (await SweepAsync(stage, "ids", "products")).GetProperty("result").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(" 1 gone.", (await SweepAsync(stage, "ids", "customers")).GetProperty("result").GetString(), StringComparison.Ordinal);
        await Until.TrueAsync(() => stage.Book.Newest("supabase")[("products", "32")].Deleted && stage.Book.Newest("supabase")[("customers", "5")].Deleted);
    }

    [Fact]
    public async Task A_shop_that_cannot_be_read_is_named_and_swept_once_it_can()
    {
        await using var stage = await StageAsync(orders: 12, "--Sweeps:Enabled", "true", "--Sweeps:ModifiedMinutes", "0", "--Sweeps:CustomerMinutes", "0");
        await stage.Shop!.FailAsync(new { path = "/wc/v3/", kind = "html", status = 503 });
        await Until.TrueAsync(async () =>
        {
            stage.Clock.Forward(TimeSpan.FromMinutes(20));
            return (await AlertsAsync(stage, AlertKinds.ShopUnreadable)).Count == 1;
        });
        await stage.Shop.MendAsync();
        await Until.TrueAsync(async () =>
        {
            stage.Clock.Forward(TimeSpan.FromMinutes(20));
            return (await AlertsAsync(stage, AlertKinds.ShopUnreadable)).Count == 0;
        });
    }

    [Fact]
    public async Task One_record_that_the_shop_cannot_show_holds_up_the_others_for_half_an_hour_at_most()
    {
        await using var stage = await StageAsync(orders: 3, "--Sweeps:Enabled", "true");
        await SweepAsync(stage, "modified", "orders");
        await stage.Shop!.LoadAsync("orders", Bodies.Order(2, second: 2, total: "99.00")); // its date says nothing: the shop is asked
        await stage.Shop.FailAsync(new { path = "/orders/2$", kind = "status", status = 500 });
        stage.Clock.Forward(TimeSpan.FromMinutes(5));
        await Until.TrueAsync(async () =>
        {
            await using var journal = stage.Edge.Journal();
            return await journal.Deliveries.AnyAsync(row => row.Key == "2" && row.State == Webhooks.Journal.DeliveryState.Waiting, Cancel);
        });
        await stage.Shop.LoadAsync("orders", Bodies.Order(4, second: 400));
        await Until.TrueAsync(() =>
        {
            stage.Clock.Forward(TimeSpan.FromMinutes(1));
            return stage.Book.Newest("supabase").ContainsKey(("orders", "4"));
        });
    }

    [Fact]
    public async Task Errors_in_place_of_records_raise_an_alert_and_what_changed_is_read_at_once()
    {
        await using var stage = await StageAsync(orders: 0, "--Sweeps:Enabled", "true", "--Sweeps:ModifiedMinutes", "1440", "--Sweeps:CustomerMinutes", "0", "--Sweeps:NightlyAt", "");
        await stage.Shop!.LoadAsync("orders", Bodies.Order(8, second: 8));
        await stage.PostAsync("order.updated", """{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot view this resource.","data":{"status":403}}""");
        await Until.TrueAsync(() => stage.Book.Newest("supabase").ContainsKey(("orders", "8")));
        Assert.Equal("shop-1/orders", Assert.Single(await AlertsAsync(stage, AlertKinds.ErrorBodies)).Subject);

        await stage.PostAsync("order.updated", Bodies.Order(8, second: 9), "d2");
        await Until.TrueAsync(async () => (await AlertsAsync(stage, AlertKinds.ErrorBodies)).Count == 0);
    }

    [Fact]
    public async Task Two_instances_sweep_once()
    {
        using var folder = new TempFolder();
        await using var neighbours = await Neighbours.StartAsync();
        var clock = new MovableClock();
        await using var shop = await Shop.StartAsync(clock);
        neighbours.Connect(Edge.StoreId, Samples.Secret, shop.Url);
        string[] settings = ["--Sweeps:Enabled", "true", "--Sweeps:CustomerMinutes", "0", "--Sweeps:TrashMinutes", "0", "--Sweeps:RefundMinutes", "0", "--Sweeps:NightlyAt", ""];
        var book = new TargetBook();
        await using var one = await Edge.StartAsync(neighbours, folder.Path, clock, book, null, settings);
        await using var two = await Edge.StartAsync(neighbours, folder.Path, clock, book, null, settings);
        await Until.TrueAsync(async () => (await one.GetAsync("/api/sweeps?kind=modified")).GetProperty("sweeps").EnumerateArray().Count(sweep => sweep.GetProperty("due_at").ValueKind == JsonValueKind.String) == 2);

        for (var id = 1; id <= 5; id++) await shop.LoadAsync("orders", Bodies.Order(id, second: id));
        clock.Forward(TimeSpan.FromMinutes(5));
        await Until.TrueAsync(() => book.Newest("supabase").Count == 5 && book.Newest("quickbooks").Count == 5);
        await using var journal = one.Journal();
        Assert.Equal(2, await journal.Pulls.CountAsync(Cancel)); // orders and products, once each
        Assert.Equal(1, (await journal.Sweeps.SingleAsync(row => row.Kind == "modified" && row.Entity == "orders", Cancel)).Version);
    }

    [Fact]
    public async Task A_sweep_whose_instance_was_killed_is_made_by_another_once_its_lease_ends()
    {
        await using var stage = await StageAsync(orders: 3);
        await stage.Edge.GetAsync("/api/sweeps");
        await Until.TrueAsync(async () => (await stage.Edge.GetAsync("/api/sweeps?kind=ids")).GetProperty("sweeps").GetArrayLength() == 3);
        await using (var journal = stage.Edge.Journal())
        {
            DateTimeOffset? now = stage.Clock.GetUtcNow();
            var until = now + Webhooks.Sweeping.SweepBook.Lease;
            await journal.Sweeps.Where(row => row.Kind == "ids" && row.Entity == "orders").ExecuteUpdateAsync(set => set
                .SetProperty(row => row.AskedAt, now).SetProperty(row => row.DueAt, now).SetProperty(row => row.Planned, true)
                .SetProperty(row => row.BegunAt, now).SetProperty(row => row.LeaseUntil, until).SetProperty(row => row.Version, row => row.Version + 1), Cancel);
        }
        stage.Clock.Forward(TimeSpan.FromMinutes(4));
        Assert.True((await stage.Edge.GetAsync("/api/sweeps?kind=ids")).GetProperty("sweeps").EnumerateArray().Single(sweep => sweep.GetProperty("entity").GetString() == "orders").GetProperty("running").GetBoolean());
        Assert.Empty(stage.Book.Heard);
        stage.Clock.Forward(TimeSpan.FromMinutes(2));
        await Until.TrueAsync(() => stage.Book.Newest("supabase").Count == 3);
    }

    [Theory]
    [InlineData("everything", "{}", "kind")]
    [InlineData("trash", """{"entity":"customers"}""", "entity")]
    [InlineData("ids", """{"store_id":"shop-9"}""", "store_id")]
    [InlineData("ids", """{"stor_id":"shop-1"}""", "stor_id")]
    public async Task A_bad_request_names_the_field(string kind, string body, string field)
    {
        await using var stage = await StageAsync(orders: 0);
        Assert.Contains(field, (await stage.Edge.SendAsync($"/api/sweeps/{kind}", body, 400)).GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<Stage> StageAsync(int orders, params string[] settings)
    {
        var stage = await Stage.StartAsync(withShop: true, settings: settings);
        for (var id = 1; id <= orders; id++) await stage.Shop!.LoadAsync("orders", Bodies.Order(id, second: id));
        return stage;
    }

    // Asks for one, and returns once what it set off is read, judged and told.
    private static async Task<JsonElement> SweepAsync(Stage stage, string kind, string entity)
    {
        var answer = await stage.Edge.SendAsync($"/api/sweeps/{kind}", $$"""{"store_id":"shop-1","entity":"{{entity}}"}""");
        var sweep = Assert.Single(answer.GetProperty("sweeps").EnumerateArray());
        Assert.True(sweep.GetProperty("problem").ValueKind == JsonValueKind.Null, sweep.GetRawText());
        return sweep;
    }

    private static async Task ByScheduleAsync(Stage stage, Func<bool> found)
    {
        await Until.TrueAsync(async () => (await stage.Edge.GetAsync("/api/sweeps")).GetProperty("sweeps").GetArrayLength() > 0);
        stage.Clock.Forward(TimeSpan.FromMinutes(5));
        // Where the reading before is not told yet, the sweep looks again half a minute later.
        await Until.TrueAsync(() =>
        {
            stage.Clock.Forward(TimeSpan.FromSeconds(1));
            return Task.FromResult(found());
        }, async () => (await stage.Edge.GetAsync("/api/sweeps")).GetRawText());
    }

    private static async Task<IReadOnlyList<JsonElement>> RunsAsync(Stage stage) => [.. (await stage.Edge.GetAsync("/api/sync/runs?limit=200")).GetProperty("runs").EnumerateArray()];

    private static string? Refunds(Stage stage, string order) => (stage.Book.Newest("supabase")[("orders", order)] as OrderChanged)?.Refunds;

    private static async Task<IReadOnlyList<Alert>> AlertsAsync(Stage stage, string kind)
    {
        await using var runs = stage.Edge.Runs();
        return await runs.Alerts.AsNoTracking().Where(alert => alert.Kind == kind && alert.ResolvedAt == null).ToListAsync(Cancel);
    }
}
