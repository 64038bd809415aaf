using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using QboSync.Tests.Kit;
using QboSync.Tests.Mapping;
using Syncing.Ledger;

namespace QboSync.Tests.Previewing;

public sealed class PreviewTests
{
    private static readonly Order Paid = new(1042)
    {
        Tax = 1.50m, Lines = [new("Plain Mug", "MUG-01", 14, 2, 24.00m, 1.50m)], Shipping = [("Flat rate", 5.00m)], Transaction = "ch_1",
    };

    private static Task<JsonObject> PreviewAsync(MappingApi api, string body, int expected = 200) => api.SendAsync(HttpMethod.Post, "preview", body, expected);

    private static Task<JsonObject> OfAsync(MappingApi api, Order order) => PreviewAsync(api, new JsonObject
    {
        ["store_id"] = Instance.Store,
        ["order"] = JsonNode.Parse(order.Json()),
        ["refunds"] = order.RefundsJson() is { } refunds ? JsonNode.Parse(refunds) : new JsonArray(),
    }.ToJsonString());

    /// <summary>All that the database holds, but for the count of calls, and all that was written to QuickBooks.</summary>
    private static async Task<string> StateAsync(MappingApi api)
    {
        await using var database = api.Database();
        var rows = new JsonObject
        {
            ["records"] = Json(await database.Records.AsNoTracking().ToListAsync()), ["documents"] = Json(await database.Documents.AsNoTracking().ToListAsync()),
            ["reservations"] = Json(await database.Reservations.AsNoTracking().ToListAsync()), ["attempts"] = Json(await database.Attempts.AsNoTracking().ToListAsync()),
            ["mappings"] = Json(await database.Mappings.AsNoTracking().ToListAsync()),
        };
        var writes = api.Books.Calls.Where(call => call.Method == "POST").Select(call => call.Path).Count(path => !path.StartsWith("query", StringComparison.Ordinal));
        return $"{rows.ToJsonString()} {writes}";

        static JsonNode? Json<T>(T list) => System.Text.Json.JsonSerializer.SerializeToNode(list);
    }

    private static JsonObject Document(JsonObject answer, int index) => answer["documents"]![index]!.AsObject();

    [Fact]
    public async Task A_preview_shows_the_document_the_entries_and_the_sums_and_writes_nothing()
    {
        await using var api = await MappingApi.StartAsync();
        var before = await StateAsync(api);

        var answer = await OfAsync(api, Paid);

        Assert.Equal(before, await StateAsync(api));
        Assert.Equal("created", (string?)answer["outcome"]);
        var receipt = Document(answer, 0);
        Assert.Equal("SalesReceipt", (string?)receipt["kind"]);
        Assert.Equal("create", (string?)receipt["operation"]);
        Assert.Equal("WC-1042", (string?)receipt["number"]);
        Assert.StartsWith("WooCommerce order 1042 | store-1 |", (string?)receipt["json"]!["PrivateNote"]);
        Assert.Equal("(new customer: Jane Doe)", (string?)receipt["json"]!["CustomerRef"]!["value"]);
        Assert.Equal(["Customer Jane Doe", "Item Plain Mug", "Item WooCommerce Shipping"], answer["entries"]!.AsArray().Select(entry => $"{entry!["entity"]} {entry["name"]}"));
        Assert.All(answer["entries"]!.AsArray(), entry => Assert.Equal("make", (string?)entry!["action"]));
        Assert.Equal(30.50m, (decimal)answer["sums"]!["shop_total"]!);
        Assert.Equal(30.50m, (decimal)answer["sums"]!["document_total"]!);
        Assert.Equal(0m, (decimal)answer["sums"]!["difference"]!);
    }

    [Fact]
    public async Task What_is_booked_is_what_was_previewed()
    {
        await using var api = await MappingApi.StartAsync();
        var previewed = Document(await OfAsync(api, Paid), 0)["json"]!.AsObject();

        Assert.Null((await api.BookAsync(Paid)).Fault);

        var sent = JsonNode.Parse(Assert.Single(await api.DocumentsAsync()).Body!)!.AsObject();
        Assert.StartsWith("(new", previewed["CustomerRef"]!["value"]!.GetValue<string>());
        foreach (var placeholder in new[] { previewed, sent }) Anonymise(placeholder);
        Assert.Equal(previewed.ToJsonString(), sent.ToJsonString());

        static void Anonymise(JsonObject document)
        {
            document["CustomerRef"]!["value"] = "";
            foreach (var line in document["Line"]!.AsArray()) line!["SalesItemLineDetail"]!["ItemRef"]!["value"] = "";
        }
    }

    [Fact]
    public async Task An_order_that_came_in_is_previewed_by_its_id()
    {
        await using var api = await MappingApi.StartAsync();
        await api.TakeInAsync(Paid.Json());

        Assert.Equal("created", (string?)(await PreviewAsync(api, """{"store_id":"store-1","order_id":1042}"""))["outcome"]);
        Assert.Equal("created", (string?)(await PreviewAsync(api, """{"store_id":"store-1","order_id":"1042"}"""))["outcome"]);
        Assert.Contains("No order 7 of the store store-1 has come in", (string?)(await PreviewAsync(api, """{"store_id":"store-1","order_id":7}""", 404))["detail"]);
    }

    [Fact]
    public async Task An_edit_shows_what_it_would_change_of_what_stands()
    {
        await using var api = await MappingApi.StartAsync();
        await api.BookAsync(Paid);
        var before = await StateAsync(api);

        var same = await OfAsync(api, Paid);
        Assert.Equal("unchanged", (string?)same["outcome"]);
        Assert.Empty(same["documents"]!.AsArray());
        Assert.Equal(30.50m, (decimal)same["sums"]!["document_total"]!);

        var edited = await OfAsync(api, Paid with { Note = "Ring twice", Lines = [new("Plain Mug", "MUG-01", 14, 3, 36.00m, 1.50m)] });

        Assert.Equal(before, await StateAsync(api));
        Assert.Equal("updated", (string?)edited["outcome"]);
        var receipt = Document(edited, 0);
        Assert.Equal("update", (string?)receipt["operation"]);
        Assert.NotNull((string?)receipt["id"]);
        // The tax is the same, of another net amount.
        Assert.Equal(["CustomerMemo", "Line[0]", "TxnTaxDetail"], receipt["changes"]!.AsArray().Select(change => (string)change!["field"]!).Order(StringComparer.Ordinal));
        Assert.Equal(42.50m, (decimal)edited["sums"]!["document_total"]!);
    }

    [Fact]
    public async Task An_unpaid_order_that_is_paid_and_refunded_shows_all_its_documents_in_their_order()
    {
        await using var api = await MappingApi.StartAsync();
        var order = Paid with { Paid = false };
        Assert.Equal("Invoice", (string?)Document(await OfAsync(api, order), 0)["kind"]);
        await api.BookAsync(order);

        var answer = await OfAsync(api, Paid with { Refunds = [new(77, 12.00m, [new("Plain Mug", "MUG-01", 14, 1, 12.00m, 0, 104200)])] });

        Assert.Equal("updated", (string?)answer["outcome"]);
        var kinds = answer["documents"]!.AsArray().Select(document => $"{document!["role"]} {document["operation"]}").ToList();
        Assert.Contains("payment create", kinds);
        Assert.Contains("refund create", kinds);
        Assert.Equal(12.00m, (decimal)answer["sums"]!["shop_refunded"]!);
        Assert.Equal(12.00m, (decimal)answer["sums"]!["documents_refunded"]!);
    }

    [Fact]
    public async Task The_gateways_fee_is_shown_where_it_is_booked()
    {
        await using var api = await MappingApi.StartAsync();
        await api.PatchAsync("""{"gateway_fees":{"enabled":true,"expense_account":"Payment Processing Fees"},"payment_methods":{"stripe":{"deposit":"Checking"}}}""");
        var order = JsonNode.Parse(Paid.Json())!.AsObject();
        order["payment_method"] = "stripe";
        order["meta_data"] = new JsonArray(new JsonObject { ["id"] = 1, ["key"] = "_stripe_fee", ["value"] = "0.62" });

        var answer = await PreviewAsync(api, new JsonObject { ["store_id"] = Instance.Store, ["order"] = order }.ToJsonString());

        var fee = answer["documents"]!.AsArray().Single(document => (string?)document!["kind"] == "Purchase")!;
        Assert.Equal(0.62m, (decimal)fee["total"]!);
    }

    [Fact]
    public async Task An_order_that_would_be_held_shows_why_and_what_would_be_booked_all_the_same()
    {
        await using var api = await MappingApi.StartAsync();

        var foreign = await OfAsync(api, Paid with { Currency = "EUR" });
        Assert.Equal("held", (string?)foreign["outcome"]);
        Assert.Equal("currency_not_enabled", (string?)foreign["code"]);
        Assert.Contains("EUR", (string?)foreign["message"]);
        Assert.Empty(foreign["documents"]!.AsArray());

        var skipped = await OfAsync(api, Paid with { Status = "checkout-draft" });
        Assert.Equal("skipped", (string?)skipped["outcome"]);
        Assert.Equal("status_checkout-draft", (string?)skipped["code"]);
    }

    [Fact]
    public async Task An_order_that_was_taken_back_shows_what_the_policy_would_do()
    {
        await using var api = await MappingApi.StartAsync();
        await api.BookAsync(Paid);
        await api.PatchAsync("""{"orders":{"cancelled":"void"}}""");
        var before = await StateAsync(api);

        var answer = await OfAsync(api, Paid with { Status = "cancelled" });

        Assert.Equal(before, await StateAsync(api));
        Assert.Equal("void", (string?)Document(answer, 0)["operation"]);
        Assert.Null(answer["sums"]!["document_total"]);
    }

    [Fact]
    public async Task A_customer_that_is_found_is_shown_as_linked()
    {
        await using var api = await MappingApi.StartAsync();
        var jane = await api.Books.EnterAsync("customer", new JsonObject { ["DisplayName"] = "Jane D.", ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = "jane@example.test" } });

        var answer = await OfAsync(api, Paid);

        var linked = answer["entries"]!.AsArray().Single(entry => (string?)entry!["action"] == "link")!;
        Assert.Equal("Jane D.", (string?)linked["name"]);
        Assert.Equal((string?)jane["Id"], (string?)linked["id"]);
        Assert.Equal((string?)jane["Id"], (string?)Document(answer, 0)["json"]!["CustomerRef"]!["value"]);
    }

    [Fact]
    public async Task A_preview_leaves_nothing_behind_that_a_later_booking_would_use()
    {
        await using var api = await MappingApi.StartAsync(settings: new() { ["QuickBooks:PaymentMethod"] = "Card terminal" });
        await OfAsync(api, Paid);

        Assert.Null((await api.BookAsync(Paid)).Fault);

        var body = Assert.Single(await api.DocumentsAsync()).Body!;
        Assert.DoesNotContain("(new", body);
    }

    [Fact]
    public async Task An_order_in_doubt_is_not_guessed_at()
    {
        await using var api = await MappingApi.StartAsync();
        api.Books.Next(Mishap.CommitThenDrop("SalesReceipt"));
        await api.BookAsync(Paid);

        Assert.Equal("outcome_unknown", (string?)(await OfAsync(api, Paid))["code"]);
    }

    [Theory]
    [InlineData("""{"order_id":1}""", "store_id")]
    [InlineData("""{"store_id":"store-1"}""", "order_id")]
    [InlineData("""{"store_id":"store-1","order_id":1,"order":{}}""", "order_id")]
    [InlineData("""{"store_id":"store-1","order_id":"x"}""", "order_id")]
    [InlineData("""{"store_id":"store-1","order":[]}""", "order")]
    [InlineData("""{"store_id":"store-1","order":{"id":1}}""", "order")]
    [InlineData("""{"store_id":"nowhere","order":{"id":1,"status":"completed","currency":"USD","total":"1.00"}}""", "store_id")]
    [InlineData("""{"store_id":"store-1","order_id":1,"refunds":[]}""", "refunds")]
    public async Task A_request_that_cannot_be_answered_names_the_field(string body, string field)
    {
        await using var api = await MappingApi.StartAsync();

        Assert.NotNull((await PreviewAsync(api, body, 400))["errors"]![field]);
    }
}
