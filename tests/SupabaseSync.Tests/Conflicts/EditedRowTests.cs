using Contracts;
using SupabaseSync.Tests.Postgres;
using Syncing.Ledger;

namespace SupabaseSync.Tests.Conflicts;

/// <summary>Edits by hand, on the stand-in.</summary>
public sealed class EditedInTheStandIn : EditedRowTests
{
    private StandIn? _project;

    protected override async Task<string> OpenAsync() => (_project = await StandIn.StartAsync()).ProjectUrl;

    protected override async Task CloseAsync() => await _project!.DisposeAsync();
}

/// <summary>The same on the real SQL.</summary>
public sealed class EditedInPostgres(PrivatePostgres postgres) : EditedRowTests, IClassFixture<PrivatePostgres>
{
    private PostgresRest? _project;

    protected override async Task<string> OpenAsync()
    {
        Assert.SkipWhen(postgres.Missing is not null, postgres.Missing ?? "");
        return (_project = await PostgresRest.StartAsync(postgres)).ProjectUrl;
    }

    protected override async Task CloseAsync()
    {
        if (_project is not null) await _project.DisposeAsync();
    }
}

/// <summary>What people do to rows of the mirror is found and dealt with as the policy says.</summary>
public abstract class EditedRowTests : EditTest
{
    private const string Refund = """[{"id":91,"amount":"3.50","reason":"broken","refunded_by":1,"line_items":[],"date_created_gmt":"2026-11-20T09:00:00"}]""";

    [Fact]
    public async Task An_edited_row_is_written_again_by_the_look_and_noted_with_both_sides()
    {
        var mirror = await StartAsync();
        await SayAsync(mirror, Shop.Order(7, refunds: Refund), Shop.Product(3), Shop.Customer(4));
        await EditAsync("orders", 7, """{"status":"completed","total":99.5,"billing":{"city":"Wien","email":"someone@example.test"}}""");
        await EditAsync("order_lines", 70, """{"total":11}""");
        await EditAsync("order_refunds", 91, """{"amount":4,"refunded_by":2}""");
        await EditAsync("products", 3, """{"price":1.00}""");
        await EditAsync("customers", 4, """{"email":"other@example.test"}""");

        await LookAsync(mirror);

        Assert.Equal(("processing", 12.30m, "Graz"), (await TextAsync("orders", 7, "status"), Number(await TextAsync("orders", 7, "total")), (string?)(await RowAsync("orders", 7))!["billing"]!["city"]));
        Assert.Equal((12.30m, 3.50m, "1"), (Number(await TextAsync("order_lines", 70, "total")), Number(await TextAsync("order_refunds", 91, "amount")), await TextAsync("order_refunds", 91, "refunded_by")));
        Assert.Equal((12.00m, "c4@example.test"), (Number(await TextAsync("products", 3, "price")), await TextAsync("customers", 4, "email")));
        Assert.Equal(Enumerable.Repeat("edited resolved woocommerce", 3), await ListAsync(mirror));
        var noted = (await mirror.ConflictsAsync()).Single(conflict => conflict.Entity == Entities.Orders);
        Assert.Equal([("status", "processing", "completed"), ("total", "12.30", "99.5"), ("billing.city", "Graz", "Wien"), ("order_lines[70].total", "12.30", "11"), ("order_refunds[91].amount", "3.50", "4"), ("order_refunds[91].refunded_by", "1", "2")],
            noted.Differences.Select(side => (side["field"], side["shop"], side["supabase"])));
        Assert.Equal(("woocommerce", "policy"), (noted.Policy, noted.By));

        await LookAsync(mirror);
        Assert.Equal(3, (await mirror.ConflictsAsync()).Count);
        await EditAsync("products", 3, """{"price":1.00}"""); // the same once more is another edit
        await LookAsync(mirror);
        Assert.Equal(4, (await mirror.ConflictsAsync()).Count);
    }

    [Fact]
    public async Task An_edit_is_noted_before_a_newer_version_goes_over_it()
    {
        var mirror = await StartAsync();
        await SayAsync(mirror, Shop.Order(7, refunds: Refund));
        await EditAsync("orders", 7, """{"status":"completed"}""");
        await EditAsync("order_refunds", 91, """{"refunded_by":2}""");

        await SayAsync(mirror, Shop.Order(7, total: "20.00", refunds: Refund));

        Assert.Equal(("processing", 20.00m), (await TextAsync("orders", 7, "status"), Number(await TextAsync("orders", 7, "total"))));
        var noted = Assert.Single(await mirror.ConflictsAsync());
        Assert.Equal(["status", "order_refunds[91].refunded_by"], noted.Differences.Select(side => side["field"])); // the total is the shop's own change
        Assert.Equal(("processing", "completed", "woocommerce"), (Side(noted, "status", "shop"), Side(noted, "status", "supabase"), noted.Resolution));
        await LookAsync(mirror);
        Assert.Single(await mirror.ConflictsAsync());
    }

    [Fact]
    public async Task An_edit_to_what_the_shop_says_anyway_is_none()
    {
        var mirror = await StartAsync();
        await SayAsync(mirror, Shop.Order(7));
        await EditAsync("orders", 7, """{"status":"completed"}""");
        await SayAsync(mirror, Shop.Order(7, "completed"));
        Assert.Empty(await mirror.ConflictsAsync());
    }

    [Theory]
    [InlineData("woocommerce", "processing", RecordState.Synced)]
    [InlineData("supabase", "completed", RecordState.Synced)]
    [InlineData("ignore", "completed", RecordState.Skipped)]
    public async Task Asked_about_it_is_held_until_somebody_chooses(string choice, string status, RecordState state)
    {
        var mirror = await StartAsync(("Supabase:Conflicts:Orders", "ask"));
        await SayAsync(mirror, Shop.Order(7));
        await EditAsync("orders", 7, """{"status":"completed"}""");
        await LookAsync(mirror);
        await LookAsync(mirror);
        var asked = Assert.Single(await mirror.ConflictsAsync());
        Assert.Equal(("open", "processing", "completed", "ask"), (asked.State, Side(asked, "status", "shop"), Side(asked, "status", "supabase"), asked.Policy));
        Assert.Equal(["woocommerce", "supabase", "ignore"], asked.Choices);
        Assert.Equal(RecordState.Conflict, await StateAsync(mirror, Entities.Orders, 7));
        Assert.Equal("completed", await TextAsync("orders", 7, "status"));

        Assert.Null((await mirror.ResolveAsync(asked, choice)).Problem);
        await LookAsync(mirror);

        Assert.Equal(status, await TextAsync("orders", 7, "status"));
        Assert.Equal([$"edited resolved {choice}"], await ListAsync(mirror));
        Assert.Equal(state, await StateAsync(mirror, Entities.Orders, 7));
        // Whatever was chosen, the shop's next word on something else is written, and on the same too.
        await SayAsync(mirror, Shop.Order(7, total: "20.00"));
        Assert.Equal((choice == "supabase" ? "completed" : "processing", 20.00m), (await TextAsync("orders", 7, "status"), Number(await TextAsync("orders", 7, "total"))));
        await SayAsync(mirror, Shop.Order(7, "refunded", "20.00"));
        Assert.Equal("refunded", await TextAsync("orders", 7, "status"));
        Assert.Single(await mirror.ConflictsAsync());
    }

    [Fact]
    public async Task Held_before_a_newer_version_the_row_is_not_touched_and_a_second_edit_is_asked_about_anew()
    {
        var mirror = await StartAsync(("Supabase:Conflicts:Orders", "ask"));
        await SayAsync(mirror, Shop.Order(7), Shop.Order(8));
        await EditAsync("orders", 7, """{"status":"completed"}""");
        await SayAsync(mirror, Shop.Order(7, total: "20.00"), Shop.Order(8, total: "20.00"));
        Assert.Equal((12.30m, 20.00m), (Number(await TextAsync("orders", 7, "total")), Number(await TextAsync("orders", 8, "total"))));
        var asked = Assert.Single(await mirror.ConflictsAsync());

        await EditAsync("orders", 7, """{"status":"on-hold"}"""); // after the person looked
        await mirror.ResolveAsync(asked, "woocommerce");

        Assert.Equal("on-hold", await TextAsync("orders", 7, "status"));
        Assert.Equal(["edited resolved woocommerce", "edited open"], await ListAsync(mirror));
        await mirror.ResolveAsync((await mirror.ConflictsAsync("open"))[0], "woocommerce");
        Assert.Equal(("processing", 20.00m), (await TextAsync("orders", 7, "status"), Number(await TextAsync("orders", 7, "total"))));
    }

    [Fact]
    public async Task Where_Supabase_wins_the_edit_outlives_the_shops_next_change_of_something_else()
    {
        var mirror = await StartAsync(("Supabase:Conflicts:Orders", "supabase"), ("Supabase:Conflicts:Products", "supabase"));
        await SayAsync(mirror, Shop.Order(7), Shop.Product(3));
        await EditAsync("orders", 7, """{"customer_note":"call first"}""");
        await EditAsync("order_lines", 70, """{"name":"Cup"}""");
        await EditAsync("products", 3, """{"name":"Cup"}""");
        await LookAsync(mirror);
        await LookAsync(mirror);
        await SayAsync(mirror, Shop.Order(7, total: "20.00"), Shop.Product(3, price: "9.00"));

        Assert.Equal(("call first", 20.00m), (await TextAsync("orders", 7, "customer_note"), Number(await TextAsync("orders", 7, "total"))));
        Assert.Equal(("Cup", 20.00m), (await TextAsync("order_lines", 70, "name"), Number(await TextAsync("order_lines", 70, "total"))));
        Assert.Equal(("Cup", 9.00m), (await TextAsync("products", 3, "name"), Number(await TextAsync("products", 3, "price"))));
        Assert.Equal(["edited resolved supabase", "edited resolved supabase"], await ListAsync(mirror));

        await SayAsync(mirror, Shop.Product(3, "Big Mug", "9.00"));
        Assert.Equal("Big Mug", await TextAsync("products", 3, "name"));
        Assert.Equal(2, (await mirror.ConflictsAsync()).Count);
    }

    [Theory]
    [InlineData(2020, "completed", "supabase")]
    [InlineData(2100, "processing", "woocommerce")]
    public async Task The_later_of_both_wins_where_that_is_the_policy(int year, string status, string winner)
    {
        var mirror = await StartAsync(("Supabase:Conflicts:Orders", "last_write"));
        await SayAsync(mirror, Shop.Order(7, at: new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        await EditAsync("orders", 7, """{"status":"completed"}""");
        await LookAsync(mirror);
        Assert.Equal(status, await TextAsync("orders", 7, "status"));
        Assert.Equal([$"edited resolved {winner}"], await ListAsync(mirror));
    }

    [Fact]
    public async Task A_deleted_row_comes_back_each_time_it_is_deleted()
    {
        var mirror = await StartAsync();
        await SayAsync(mirror, Shop.Order(7, refunds: Refund), Shop.Product(3));
        for (var times = 1; times <= 2; times++)
        {
            await RemoveAsync("orders", 7);
            await LookAsync(mirror);
            Assert.Equal(12.30m, Number(await TextAsync("order_lines", 70, "total")));
            Assert.Equal(3.50m, Number(await TextAsync("order_refunds", 91, "amount")));
            Assert.Equal(Enumerable.Repeat("deleted resolved woocommerce", times), await ListAsync(mirror));
        }
        await RemoveAsync("products", 3);
        await SayAsync(mirror, Shop.Product(3, price: "9.00")); // before the next write too
        Assert.Equal(3, (await mirror.ConflictsAsync()).Count);
        Assert.Equal(9.00m, Number(await TextAsync("products", 3, "price")));
    }

    [Theory]
    [InlineData("woocommerce", true)]
    [InlineData("supabase", false)]
    [InlineData("ignore", false)]
    public async Task A_deleted_row_that_is_asked_about_comes_back_or_stays_away_until_the_shop_changes_it(string choice, bool back)
    {
        var mirror = await StartAsync(("Supabase:Conflicts:Products", "ask"));
        await SayAsync(mirror, Shop.Product(3));
        await RemoveAsync("products", 3);
        await LookAsync(mirror);
        var asked = Assert.Single(await mirror.ConflictsAsync());
        Assert.Equal(("deleted", "open", RecordState.Conflict), (asked.Kind, asked.State, await StateAsync(mirror, Entities.Products, 3)));
        Assert.Null(await RowAsync("products", 3));

        await mirror.ResolveAsync(asked, choice);
        await LookAsync(mirror);

        Assert.Equal(back, await RowAsync("products", 3) is not null);
        Assert.Equal([$"deleted resolved {choice}"], await ListAsync(mirror));
        if (choice != "ignore")
        {
            await SayAsync(mirror, Shop.Product(3, price: "9.00"));
            Assert.Equal(9.00m, Number(await TextAsync("products", 3, "price")));
        }
    }

    [Fact]
    public async Task Lines_and_refunds_that_were_taken_away_or_marked_come_back()
    {
        var mirror = await StartAsync();
        await SayAsync(mirror, Shop.Order(7, refunds: Refund), Shop.Order(8));
        await RemoveAsync("order_lines", 70);
        await RemoveAsync("order_refunds", 91);
        await EditAsync("order_lines", 80, """{"deleted_at":"2026-11-22T00:00:00Z"}""");
        await LookAsync(mirror);
        Assert.Equal((12.30m, 3.50m), (Number(await TextAsync("order_lines", 70, "total")), Number(await TextAsync("order_refunds", 91, "amount"))));
        Assert.Null(await TextAsync("order_lines", 80, "deleted_at"));
        Assert.Equal(["edited resolved woocommerce", "edited resolved woocommerce"], await ListAsync(mirror));
        Assert.Contains((await mirror.ConflictsAsync()).SelectMany(conflict => conflict.Differences), side => (side["field"], side["supabase"]) == ("order_lines[80]", "deleted"));
        await LookAsync(mirror);
        Assert.Equal(2, (await mirror.ConflictsAsync()).Count);
    }

    [Fact]
    public async Task A_line_that_the_shop_took_away_is_nobodys_to_bring_back()
    {
        var mirror = await StartAsync(("Supabase:Conflicts:Orders", "supabase"));
        await SayAsync(mirror, Shop.Order(7));
        await SayAsync(mirror, Shop.Order(7, change: body => body["line_items"]![0]!["id"] = 71));
        Assert.NotNull(await TextAsync("order_lines", 70, "deleted_at"));
        await EditAsync("order_lines", 70, """{"deleted_at":null}""");
        await LookAsync(mirror);
        Assert.NotNull(await TextAsync("order_lines", 70, "deleted_at"));
        Assert.Equal(["edited resolved woocommerce"], await ListAsync(mirror));
    }

    [Theory]
    [InlineData("woocommerce", true, "edited resolved woocommerce")]
    [InlineData("supabase", false, "edited resolved supabase")]
    public async Task A_row_marked_as_deleted_by_hand_is_an_edit_like_any_other(string policy, bool live, string noted)
    {
        var mirror = await StartAsync(("Supabase:Conflicts:Products", policy));
        await SayAsync(mirror, Shop.Product(3));
        await EditAsync("products", 3, """{"deleted_at":"2026-11-22T00:00:00Z"}""");
        await LookAsync(mirror);
        await LookAsync(mirror);
        Assert.Equal(live, await TextAsync("products", 3, "deleted_at") is null);
        Assert.Equal([noted], await ListAsync(mirror));
        await SayAsync(mirror, Shop.Product(3, price: "9.00"));
        Assert.Null(await TextAsync("products", 3, "deleted_at"));
        Assert.Single(await mirror.ConflictsAsync());
    }

    [Fact]
    public async Task A_row_that_the_shop_deleted_and_brought_back_was_edited_by_nobody()
    {
        var mirror = await StartAsync();
        var order = Shop.Order(7);
        await SayAsync(mirror, order);
        await SayAsync(mirror, Shop.Gone(order));
        Assert.NotNull(await TextAsync("orders", 7, "deleted_at"));
        await LookAsync(mirror);
        await SayAsync(mirror, Shop.Order(7));
        Assert.Null(await TextAsync("orders", 7, "deleted_at"));
        await LookAsync(mirror);
        Assert.Empty(await mirror.ConflictsAsync());
    }

    [Theory]
    [InlineData("ask")]
    [InlineData("woocommerce")]
    public async Task A_version_that_was_raised_by_hand_does_not_shut_the_shop_out(string policy)
    {
        var mirror = await StartAsync(("Supabase:Conflicts:Orders", policy));
        await SayAsync(mirror, Shop.Order(7), Shop.Order(8));
        await EditAsync("orders", 7, """{"date_modified_gmt":"2039-01-01T00:00:00Z"}""");
        await EditAsync("orders", 8, """{"sync_seq":900}""");
        await SayAsync(mirror, Shop.Order(7, total: "20.00"));
        await LookAsync(mirror);
        Assert.Equal(20.00m, Number(await TextAsync("orders", 7, "total")));
        Assert.Equal(["edited resolved woocommerce", "edited resolved woocommerce"], await ListAsync(mirror));
        Assert.Equal((await mirror.RecordAsync(Entities.Orders, 8)).WantedSeq.ToString(), await TextAsync("orders", 8, "sync_seq"));
        await SayAsync(mirror, Shop.Order(8, total: "21.00"));
        Assert.Equal(21.00m, Number(await TextAsync("orders", 8, "total")));
    }

    [Fact]
    public async Task An_edited_raw_is_the_shops_again_whatever_the_policy()
    {
        var mirror = await StartAsync(("Supabase:Conflicts:Products", "ask"));
        await SayAsync(mirror, Shop.Product(3), Shop.Product(4));
        await EditAsync("products", 3, """{"raw":{"id":3,"name":"?"}}""");
        await EditAsync("products", 4, """{"raw":{}}""");
        await LookAsync(mirror);
        Assert.Equal("Mug", (string?)(await RowAsync("products", 3))!["raw"]!["name"]);
        Assert.Equal("Mug", (string?)(await RowAsync("products", 4))!["raw"]!["name"]);
        Assert.Equal(["edited resolved woocommerce", "edited resolved woocommerce"], await ListAsync(mirror));
    }

    [Fact]
    public async Task A_thousand_varied_orders_that_nobody_edited_differ_in_nothing()
    {
        var mirror = await StartAsync();
        var varied = new VariedOrders(Shop, seed: 20261122);
        await SayAsync(mirror, [.. Enumerable.Range(1, 1000).Select(id => varied.Next(id))]);
        await SayAsync(mirror, [.. Enumerable.Range(1, 300).Select(id => varied.Next(id))]); // newer versions go over rows that nobody edited
        await LookAsync(mirror);
        Assert.Empty(await mirror.ConflictsAsync());
        await using var database = mirror.Databases();
        Assert.Equal(1000, database.Records.Count(record => record.State == RecordState.Synced));
        Assert.Equal(1300, database.Attempts.Count()); // the look made none due
    }

    [Fact]
    public async Task No_record_of_a_real_shop_differs_whichever_version_goes_over_which()
    {
        var mirror = await StartAsync();
        var records = Mapping.Samples.All().Select(sample => sample.Item).GroupBy(item => (item.Entity, item.Key)).Select(versions => versions.OrderBy(item => item.Version).ToList()).ToList();
        for (var round = 0; records.Any(versions => versions.Count > round); round++)
            await SayAsync(mirror, [.. records.Where(versions => versions.Count > round).Select(versions => versions[round]).Select(item => Shop.Body(item.Entity, item.Key, item.Body, item.Version.Modified))]);
        await LookAsync(mirror);
        Assert.Empty(await mirror.ConflictsAsync());
        await using var database = mirror.Databases();
        Assert.Equal(records.Count, database.Records.Count(record => record.State == RecordState.Synced));
        Assert.InRange(records.Count, 60, int.MaxValue);
        Assert.Equal(records.Sum(versions => versions.Count), database.Attempts.Count());
    }

    [Fact]
    public async Task What_nobody_may_edit_and_rows_of_others_are_no_conflict()
    {
        var mirror = await StartAsync();
        await SayAsync(mirror, Shop.Order(7), Shop.Product(3));
        await EditAsync("products", 3, """{"synced_at":"2030-01-01T00:00:00Z"}""");
        await EditAsync("products", 3, """{"sku":"SKU-3","price":12.000000}""");
        using var other = new HttpClient { DefaultRequestHeaders = { { "apikey", Sandbox.Supabase.Rest.ProjectKeys.Secret } } };
        using var made = await other.PostAsync($"{ProjectUrl}/rest/v1/rpc/sync_products", new StringContent("""{"p_batch":[{"store_id":"s1","woo_id":999,"type":"simple","status":"publish","name":"theirs","sync_seq":1}]}""", System.Text.Encoding.UTF8, "application/json"));
        made.EnsureSuccessStatusCode();
        await LookAsync(mirror);
        Assert.Empty(await mirror.ConflictsAsync());
        Assert.Equal("theirs", await TextAsync("products", 999, "name"));
    }
}
