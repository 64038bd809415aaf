using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using QboSync.Mapping;
using QboSync.Tests.Kit;
using Syncing.Ledger;

namespace QboSync.Tests.Mapping;

public sealed class SavingTests
{
    private static JsonNode? At(JsonObject answer, string path) => path.Split('.').Aggregate((JsonNode?)answer, (node, name) => node?[name]);

    [Fact]
    public async Task Before_anything_is_set_the_mapping_is_what_the_company_and_the_settings_say()
    {
        await using var api = await MappingApi.StartAsync(settings: new() { ["QuickBooks:DocNumberPrefix"] = "SHOP-" });

        var view = await api.GetAsync("mapping");

        Assert.Equal(0, (int)view["version"]!);
        Assert.Equal("79", (string?)At(view, "mapping.accounts.income"));
        Assert.Equal("Sales of Product Income", (string?)view["names"]!["accounts.income"]);
        Assert.Equal("company default", (string?)view["sources"]!["accounts.income"]);
        Assert.Equal("company default", (string?)view["sources"]!["accounts.deposit"]);
        Assert.Equal("SHOP-", (string?)At(view, "mapping.orders.doc_number_prefix"));
        Assert.Equal("setting", (string?)view["sources"]!["orders.doc_number_prefix"]);
        Assert.Equal("default", (string?)view["sources"]!["orders.cancelled"]);
        Assert.Equal("by_payment", (string?)At(view, "mapping.orders.statuses.processing"));
        Assert.Contains(At(view, "choices.accounts")!["Bank"]!.AsArray(), account => (string?)account!["name"] == "Checking");
        Assert.Contains(At(view, "choices.payment_methods")!.AsArray(), method => (string?)method!["name"] == "Visa");
        Assert.Equal(1, (int)At(view, "choices.items")!);
        Assert.Equal("USD", (string?)At(view, "choices.currencies")![0]);
    }

    [Fact]
    public async Task A_name_is_saved_as_the_id_it_has_so_that_a_rename_in_QuickBooks_does_no_harm()
    {
        await using var api = await MappingApi.StartAsync();

        var saved = await api.PatchAsync("""{"accounts":{"income":"services income","deposit":"Checking"},"payment_methods":{"stripe":{"method":"Visa","deposit":"35"}}}""");
        Assert.Equal("1", (string?)At(saved, "mapping.accounts.income"));
        Assert.Equal("set", (string?)saved["sources"]!["accounts.income"]);
        Assert.Equal("Services Income", (string?)saved["names"]!["accounts.income"]);
        Assert.Equal("3", (string?)At(saved, "mapping.payment_methods.stripe.method"));

        await api.Books.EnterAsync("account", new JsonObject { ["Id"] = "1", ["SyncToken"] = "0", ["sparse"] = true, ["Name"] = "Consulting" });
        api.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal("1", (await api.Get<MappingBook>().OfAsync(Books.Realm, CancellationToken.None)).Accounts.Income);
        Assert.Equal("Consulting", (string?)(await api.GetAsync("mapping"))["names"]!["accounts.income"]);
    }

    [Theory]
    [InlineData("""{"accounts":{"income":"Slaes of Product Income"}}""", "accounts.income", "the company has no active account 'Slaes of Product Income'; did you mean 'Sales of Product Income'?")]
    [InlineData("""{"accounts":{"income":"Checking"}}""", "accounts.income", "'Checking' is an account of type Bank (Checking); here QuickBooks takes only Income")]
    [InlineData("""{"accounts":{"deposit":"79"}}""", "accounts.deposit", "here QuickBooks takes only Bank or Other Current Asset")]
    [InlineData("""{"accounts":{"asset":"Undeposited Funds"}}""", "accounts.asset", "here QuickBooks takes only Other Current Asset (Inventory)")]
    [InlineData("""{"accunts":{}}""", "accunts", "there is no such field; did you mean accounts?")]
    [InlineData("""{"orders":{"doc_prefix":"A"}}""", "orders.doc_prefix", "there is no such field")]
    [InlineData("""{"orders":{"cancelled":"void_it"}}""", "orders.cancelled", "must be one of ask, leave, void, delete")]
    [InlineData("""{"orders":{"cancelled":1}}""", "orders.cancelled", "must be one of ask, leave, void, delete")]
    [InlineData("""{"orders":{"statuses":{"completed":"receipt"}}}""", "orders.statuses.completed", "must be one of by_payment, sales_receipt, invoice")]
    [InlineData("""{"orders":{"statuses":{"wc-completed":"by_payment"}}}""", "orders.statuses.wc-completed", "without wc-: completed")]
    [InlineData("""{"orders":{"statuses":{"checkout-draft":"by_payment"}}}""", "orders.statuses.checkout-draft", "never booked")]
    [InlineData("""{"orders":{"rounding_cents":101}}""", "orders.rounding_cents", "must be 0 to 100")]
    [InlineData("""{"orders":{"rounding_cents":"2"}}""", "orders.rounding_cents", "must be a whole number")]
    [InlineData("""{"orders":{"doc_number_prefix":"MUCH-TOO-LONG"}}""", "orders.doc_number_prefix", "at most 9 characters")]
    [InlineData("""{"products":{"item_type":"Bundle"}}""", "products.item_type", "must be one of NonInventory, Service, Inventory")]
    [InlineData("""{"products":{"inventory_start":"01.02.2026"}}""", "products.inventory_start", "must be a day such as")]
    [InlineData("""{"customers":{"guest_name":" "}}""", "customers.guest_name", "is empty")]
    [InlineData("""{"customers":"nobody"}""", "customers", "must be an object")]
    [InlineData("""{"gateway_fees":{"enabled":"yes"}}""", "gateway_fees.enabled", "must be true or false")]
    [InlineData("""{"gateway_fees":{"vendor":"Nobody Inc"}}""", "gateway_fees.vendor", "the company has no active vendor 'Nobody Inc'")]
    [InlineData("""{"payment_methods":{"stripe":{"method":"Vissa"}}}""", "payment_methods.stripe.method", "no active payment method 'Vissa'; did you mean 'Visa'?")]
    [InlineData("""{"tax":{"codes":{"20%":"VAT"}}}""", "tax.codes.20%", "the company has no active tax code 'VAT'")]
    [InlineData("""{"stores":{"store-1":{"class":"Online"}}}""", "stores.store-1.class", "the company has no active class 'Online'")]
    [InlineData("""{"items":{"shipping":"SHIPPING_ITEM_ID"}}""", "items.shipping", "no shipping line")]
    [InlineData("""{"items":{"fee":"4711"}}""", "items.fee", "the company has no active item '4711'")]
    [InlineData("""{"version":"two"}""", "version", "must be a whole number")]
    [InlineData("""{"accounts":{"income":"79","income":"1"}}""", "body", "is not JSON")]
    [InlineData("""[1]""", "body", "must be a JSON object")]
    public async Task What_is_wrong_is_refused_by_its_path_and_nothing_is_saved(string body, string field, string message)
    {
        await using var api = await MappingApi.StartAsync();

        var problem = await api.PatchAsync(body, 400);

        var errors = problem["errors"]!.AsObject();
        Assert.Contains(message, (string?)errors[field]?[0] ?? problem.ToJsonString());
        Assert.Contains(field, (string?)problem["detail"]);
        Assert.Equal(0, (int)(await api.GetAsync("mapping"))["version"]!);
    }

    [Fact]
    public async Task An_account_that_was_added_in_QuickBooks_a_minute_ago_can_be_named()
    {
        await using var api = await MappingApi.StartAsync();
        await api.GetAsync("mapping");
        await api.Books.EnterAsync("account", new JsonObject { ["Name"] = "Stripe Clearing", ["AccountType"] = "Bank", ["AccountSubType"] = "Checking" });
        api.Clock.Advance(TimeSpan.FromSeconds(30));

        var saved = await api.PatchAsync("""{"accounts":{"deposit":"Stripe Clearing"}}""");

        Assert.Equal("Stripe Clearing", (string?)saved["names"]!["accounts.deposit"]);
    }

    [Fact]
    public async Task An_item_is_saved_by_id_where_it_exists_and_by_name_where_it_is_still_to_be_made()
    {
        await using var api = await MappingApi.StartAsync();

        var saved = await api.PatchAsync("""{"items":{"fee":"Services","tip":"Tips"}}""");

        Assert.Equal("1", (string?)At(saved, "mapping.items.fee"));
        Assert.Equal("Services", (string?)saved["names"]!["items.fee"]);
        Assert.Equal("Tips", (string?)At(saved, "mapping.items.tip"));
    }

    [Fact]
    public async Task Null_takes_back_what_was_set_and_takes_a_status_out()
    {
        await using var api = await MappingApi.StartAsync();
        await api.PatchAsync("""{"orders":{"rounding_cents":5,"statuses":{"shipped":"invoice"}},"payment_methods":{"stripe":{"method":"Visa"}}}""");

        var view = await api.PatchAsync("""{"orders":{"rounding_cents":null,"statuses":{"on-hold":null,"shipped":null}},"payment_methods":{"stripe":{"method":null}}}""");

        Assert.Equal(2, (int)At(view, "mapping.orders.rounding_cents")!);
        Assert.Equal(["completed", "processing"], At(view, "mapping.orders.statuses")!.AsObject().Select(status => status.Key).Order());
        Assert.Empty(At(view, "mapping.payment_methods")!.AsObject());
        Assert.Equal(["completed", "processing"], (await api.Get<MappingBook>().OfAsync(Books.Realm, CancellationToken.None)).Orders.Statuses.Keys.Order());
    }

    [Fact]
    public async Task Sending_back_what_was_shown_changes_nothing_and_pins_no_default()
    {
        await using var api = await MappingApi.StartAsync();
        await api.PatchAsync("""{"accounts":{"refund_from":"Checking"}}""");
        var shown = await api.GetAsync("mapping");

        var again = await api.PutAsync(shown["mapping"]!.ToJsonString());

        Assert.Equal(1, (int)again["version"]!);
        Assert.Equal(shown["sources"]!.ToJsonString(), again["sources"]!.ToJsonString());
        Assert.Equal("company default", (string?)again["sources"]!["accounts.income"]);
    }

    [Fact]
    public async Task A_whole_mapping_takes_back_what_it_leaves_out_and_a_list_in_it_is_the_whole_list()
    {
        await using var api = await MappingApi.StartAsync();
        await api.PatchAsync("""{"accounts":{"refund_from":"Checking"},"orders":{"rounding_cents":5}}""");

        var view = await api.PutAsync("""{"orders":{"statuses":{"completed":"sales_receipt"}}}""");

        Assert.Null(At(view, "mapping.accounts.refund_from"));
        Assert.Equal(2, (int)At(view, "mapping.orders.rounding_cents")!);
        Assert.Equal("""{"completed":"sales_receipt"}""", At(view, "mapping.orders.statuses")!.ToJsonString());
    }

    [Fact]
    public async Task Of_two_who_change_the_same_version_the_second_is_told_what_stands_now()
    {
        await using var api = await MappingApi.StartAsync();
        await api.PatchAsync("""{"orders":{"rounding_cents":3},"version":0}""");

        var late = await api.PatchAsync("""{"orders":{"rounding_cents":4},"version":0}""", 409);
        Assert.Equal(1, (int)late["current"]!["version"]!);
        Assert.Equal(3, (int)At(late["current"]!.AsObject(), "mapping.orders.rounding_cents")!);
        await api.PutAsync("{}", 409, ("If-Match", "\"0\""));

        Assert.Equal(2, (int)(await api.PutAsync("{}", 200, ("If-Match", "\"1\"")))["version"]!);
    }

    [Fact]
    public async Task Two_saves_at_one_moment_leave_one_change_each_and_no_gap()
    {
        await using var api = await MappingApi.StartAsync();
        await api.GetAsync("mapping");

        var answers = await Task.WhenAll(Enumerable.Range(3, 6).Select(async cents =>
        {
            using var answer = await api.Http.PatchAsync("/api/quickbooks/mapping", new StringContent($$"""{"orders":{"rounding_cents":{{cents}}},"version":0}""", System.Text.Encoding.UTF8, "application/json"));
            return (int)answer.StatusCode;
        }));

        Assert.Single(answers, 200);
        Assert.Equal(5, answers.Count(status => status == 409));
        Assert.Equal(1, (int)(await api.GetAsync("mapping"))["version"]!);
    }

    [Fact]
    public async Task Two_stores_must_not_write_the_same_numbers()
    {
        await using var api = await MappingApi.StartAsync();
        api.Stores.Add("store-2");

        await api.PatchAsync("""{"accounts":{"deposit":"Checking"}}"""); // the clash stood before; this change is not about it
        var refused = await api.PatchAsync("""{"stores":{"store-1":{"doc_number_prefix":"A"},"store-2":{"doc_number_prefix":"a"}}}""", 409);
        Assert.Contains("store-1 and store-2", (string?)refused["detail"]);
        Assert.Equal(["store-1", "store-2"], refused["stores"]!.AsArray().Select(store => (string)store!));

        await api.PatchAsync("""{"stores":{"store-2":{"doc_number_prefix":"B-"}}}""");
    }

    [Fact]
    public async Task Every_change_is_kept_with_who_made_it_and_when()
    {
        await using var api = await MappingApi.StartAsync();
        await api.PatchAsync("""{"accounts":{"deposit":"Checking"}}""", 200, ("X-Changed-By", "Ann, bookkeeper"));
        await api.PatchAsync("""{"accounts":{"deposit":"Savings"}}""");
        await api.PatchAsync("""{"accounts":{"deposit":"Savings"}}"""); // nothing changed

        var changes = (await api.GetAsync("mapping/changes"))["changes"]!.AsArray();

        Assert.Equal(2, changes.Count);
        Assert.Equal("Ann, bookkeeper", (string?)changes[1]!["by"]);
        Assert.Contains("API key", (string?)changes[0]!["by"]);
        Assert.Equal("""[{"field":"accounts.deposit","from":"35","to":"36"}]""", changes[0]!["fields"]!.ToJsonString());
    }

    [Fact]
    public async Task A_hundred_changes_are_kept_and_the_oldest_go()
    {
        await using var api = await MappingApi.StartAsync();
        await using (var database = api.Database())
        {
            for (var version = 1; version <= 120; version++)
                database.MappingChanges.Add(new QboSync.Mapping.Saving.MappingChange { Account = Books.Realm, By = "x", Version = version, Changes = "[]" });
            await database.SaveChangesAsync();
        }

        await api.PatchAsync("""{"orders":{"rounding_cents":3}}""");

        var changes = (await api.GetAsync("mapping/changes"))["changes"]!.AsArray();
        Assert.Equal(100, changes.Count);
        Assert.Equal(22, (int)changes[^1]!["version"]!);
    }

    [Fact]
    public async Task Records_that_stood_still_for_the_mapping_are_due_after_it_was_saved()
    {
        await using var api = await MappingApi.StartAsync();
        await api.TakeInAsync(new Order(7).Json(), RecordState.NeedsAttention, "account_missing");
        await api.TakeInAsync(new Order(8).Json(), RecordState.NeedsAttention, "unreadable");

        var saved = await api.PatchAsync("""{"accounts":{"deposit":"Checking"}}""");

        Assert.Equal(1, (int)saved["requeued"]!);
        await using var database = api.Database();
        Assert.Equal("7", Assert.Single(await database.Records.Where(row => row.DueAt != null).ToListAsync()).Key);
    }

    [Fact]
    public async Task The_mapping_is_shown_and_plain_fields_are_saved_while_QuickBooks_is_away()
    {
        await using var api = await MappingApi.StartAsync();
        var away = Enumerable.Repeat(Mishap.Answer(_ => true, 503, "{}"), 6).ToArray();
        api.Books.Next(away);

        var view = await api.GetAsync("mapping");
        Assert.Null(view["choices"]);
        Assert.NotNull((string?)view["choices_unavailable"]);
        Assert.Equal("WC-", (string?)At(view, "mapping.orders.doc_number_prefix"));

        await api.PatchAsync("""{"orders":{"rounding_cents":3}}""");
        Assert.NotNull((string?)(await api.PatchAsync("""{"accounts":{"deposit":"Checking"}}""", 503))["code"]);
        api.Books.ForgetMishaps();
    }

    [Fact]
    public async Task A_tenant_without_a_company_is_told_so()
    {
        await using var api = await MappingApi.StartAsync();

        Assert.Contains("The tenant elsewhere has no QuickBooks company", (string?)(await api.GetAsync("mapping?tenant_id=elsewhere", 404))["detail"]);
        Assert.Contains("tenant: there is no such parameter", (string?)(await api.GetAsync("mapping?tenant=elsewhere", 400))["detail"]);
    }

    [Fact]
    public async Task Proposals_are_not_followed_until_they_are_accepted()
    {
        await using var api = await MappingApi.StartAsync("GB", "GBP");
        await api.TakeInAsync(CheckOrders.Taxed(1, "GBP", 20m));

        var view = await api.GetAsync("mapping");
        var proposed = Assert.Single(view["proposals"]!.AsArray(), proposal => (string?)proposal!["field"] == "tax.codes.20%")!;
        Assert.Equal("20.0% S", (string?)proposed["name"]);
        Assert.Empty(At(view, "mapping.tax.codes")!.AsObject());

        await api.SendAsync(HttpMethod.Post, "mapping/accept-proposals", """{"fields":["tax.codes.5%"]}""", 400);
        var accepted = await api.SendAsync(HttpMethod.Post, "mapping/accept-proposals", """{"fields":["tax.codes.20%"]}""");
        Assert.Equal((string?)proposed["value"], (string?)At(accepted, "mapping.tax.codes")!["20%"]);
        Assert.DoesNotContain(accepted["proposals"]!.AsArray(), proposal => (string?)proposal!["field"] == "tax.codes.20%");
    }
}
