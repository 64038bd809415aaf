using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Woo.Reading;
using Woo.Shapes;

namespace Woo.Tests.Reading;

public class ClientTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_come_with_their_body_as_it_was_sent()
    {
        await using var shop = await FakeShop.Start();
        shop.Records["orders/47"] = Sample.Rest("order-47");
        shop.Records["products/14"] = Sample.Rest("product-simple");
        shop.Records["products/31"] = Sample.Rest("product-variation-via-products");
        shop.Records["customers/2"] = Sample.Rest("customer-2");
        var client = shop.Client();

        var order = Assert.IsType<WooAnswer<WooOrder>.Found>(await client.OrderAsync(47, Cancel));
        Assert.Equal((47L, 20.87m), (order.Value.Id, order.Value.Total));
        Assert.Equal(Sample.Rest("order-47"), order.Json);
        Assert.Equal("MUG-01", Assert.IsType<WooAnswer<WooProduct>.Found>(await client.ProductAsync(14, Cancel)).Value.Sku);
        Assert.True(Assert.IsType<WooAnswer<WooProduct>.Found>(await client.ProductAsync(31, Cancel)).Value.IsVariation);
        Assert.Equal("cust0@example.test", Assert.IsType<WooAnswer<WooCustomer>.Found>(await client.CustomerAsync(2, Cancel)).Value.Email);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_secret_never_stands_in_an_address(bool tls)
    {
        await using var shop = await FakeShop.Start(tls);
        shop.Records["orders/47"] = Sample.Rest("order-47");
        Assert.IsType<WooAnswer<WooOrder>.Found>(await shop.Client().OrderAsync(47, Cancel));
        Assert.All(shop.Requests, request => Assert.DoesNotContain("cs_", request));
        Assert.Equal(!tls, shop.Requests.Single().Contains("oauth_signature", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_can_be_read_whatever_its_fields_hold()
    {
        await using var shop = await FakeShop.Start();
        shop.Records["orders/47"] = """{"id":47,"status":"completed","total":"a lot"}""";
        shop.Records["orders/66"] = Sample.Rest("orders-status-trash", 66);
        var client = shop.Client();
        Assert.Equal(shop.Records["orders/47"], Assert.IsType<WooAnswer<JsonElement>.Found>(await client.RecordAsync("orders", 47, Cancel)).Json);
        Assert.IsType<WooAnswer<JsonElement>.Trashed>(await client.RecordAsync("orders", 66, Cancel));
        Assert.IsType<WooAnswer<JsonElement>.Gone>(await client.RecordAsync("customers", 3, Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.RecordAsync("coupons", 3, Cancel));
    }

    [Fact]
    public async Task Another_record_than_was_asked_for_is_no_answer()
    {
        await using var shop = await FakeShop.Start();
        shop.Records["orders/48"] = Sample.Rest("order-47");
        var fault = Fault(await shop.Client().OrderAsync(48, Cancel));
        Assert.Equal(WooFaultKind.Unreadable, fault.Kind);
        Assert.Contains("cache", fault.Message);
    }

    [Fact]
    public async Task Registering_twice_changes_nothing()
    {
        var services = new ServiceCollection();
        services.AddWoo(options => options.Retries = 0);
        services.AddWoo();
        await using var provider = services.BuildServiceProvider();
        var handlers = provider.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.Extensions.Http.HttpClientFactoryOptions>>().Get(WooClientFactory.HttpClientName);
        Assert.Equal(3, handlers.HttpMessageHandlerBuilderActions.Count); // primary, repeating, signing
    }

    [Fact]
    public async Task A_trashed_order_is_trashed_and_a_missing_one_gone()
    {
        await using var shop = await FakeShop.Start();
        shop.Records["orders/66"] = Sample.Rest("orders-status-trash", 66);
        var client = shop.Client();
        Assert.Equal(66, Assert.IsType<WooAnswer<WooOrder>.Trashed>(await client.OrderAsync(66, Cancel)).Value.Id);
        Assert.Equal("woocommerce_rest_shop_order_invalid_id", Assert.IsType<WooAnswer<WooOrder>.Gone>(await client.OrderAsync(67, Cancel)).Code);
        Assert.IsType<WooAnswer<WooProduct>.Gone>(await client.ProductAsync(13, Cancel));
        Assert.IsType<WooAnswer<WooCustomer>.Gone>(await client.CustomerAsync(99, Cancel));
    }

    [Fact]
    public async Task A_404_that_is_not_WooCommerces_own_never_says_gone()
    {
        await using var shop = await FakeShop.Start();
        var client = shop.Client();

        shop.PluginActive = false;
        Assert.Equal(WooFaultKind.RouteMissing, Fault(await client.OrderAsync(47, Cancel)).Kind);

        shop.Before = http => FakeShop.Html(http, 404, "<html>Not Found</html>");
        Assert.Equal(WooFaultKind.NotJson, Fault(await client.OrderAsync(47, Cancel)).Kind);

        // The words are WooCommerce's, the Content-Type is not; and a product's code says nothing of an order.
        shop.Before = http => FakeShop.Html(http, 404, Sample.Rest("err-404-id"));
        Assert.Equal(WooFaultKind.NotJson, Fault(await client.OrderAsync(47, Cancel)).Kind);
        Assert.Equal(WooFaultKind.NotJson, Fault(await client.RefundsAsync(47, Cancel)).Kind);
        shop.Before = async http =>
        {
            await FakeShop.Json(http, 404, """{"code":"woocommerce_rest_product_invalid_id","message":"Invalid ID.","data":{"status":404}}""");
            return true;
        };
        Assert.Equal(WooFaultKind.BadRequest, Fault(await client.OrderAsync(47, Cancel)).Kind);
    }

    [Fact]
    public async Task Refunds_and_variations_are_read_to_the_last_page()
    {
        await using var shop = await FakeShop.Start();
        var refund = JsonNode.Parse(Sample.Rest("order-54-refunds"))![0]!.AsObject();
        shop.Lists["orders/54/refunds"] = [.. Enumerable.Range(1, 230).Select(id => { refund["id"] = id; return refund.ToJsonString(); })];
        shop.Lists["products/30/variations"] = [.. JsonNode.Parse(Sample.Rest("product-30-variations-p1"))!.AsArray().Select(item => item!.ToJsonString())];
        var client = shop.Client();

        var refunds = Assert.IsType<WooAnswer<IReadOnlyList<WooRefund>>.Found>(await client.RefundsAsync(54, Cancel));
        Assert.Equal(Enumerable.Range(1, 230).Select(id => (long)id), refunds.Value.Select(one => one.Id));
        Assert.Equal(230, WooJson.Refunds(refunds.Json).Count);
        Assert.Equal([31L, 34L], Assert.IsType<WooAnswer<IReadOnlyList<WooProduct>>.Found>(await client.VariationsAsync(30, Cancel)).Value.Select(one => one.Id));
        shop.Lists["orders/55/refunds"] = [];
        Assert.Equal("[]", Assert.IsType<WooAnswer<IReadOnlyList<WooRefund>>.Found>(await client.RefundsAsync(55, Cancel)).Json);
        Assert.IsType<WooAnswer<IReadOnlyList<WooRefund>>.Gone>(await client.RefundsAsync(999, Cancel));
    }

    [Fact]
    public async Task Pages_shrink_where_the_shop_is_slow_and_no_record_is_lost_or_doubled()
    {
        await using var shop = await FakeShop.Start();
        shop.Lists["orders"] = [.. Enumerable.Range(1, 260).Select(id => $$"""{"id":{{id}}}""")];
        shop.Before = async http =>
        {
            var query = http.Request.Query;
            var (size, offset) = (int.Parse(query["per_page"]!, null), int.Parse(query["offset"]!, null));
            return (size > 50 || (size > 25 && offset >= 100)) && await FakeShop.Html(http, 504, "<h1>Gateway Time-out</h1>");
        };
        List<long> ids = [];
        List<int> sizes = [];
        await foreach (var page in shop.Client().PagesAsync(new WooQuery { Route = "orders" }, Cancel))
        {
            sizes.Add(page.PerPage);
            ids.AddRange(page.Items.Select(item => item.GetProperty("id").GetInt64()));
            Assert.Equal(260, page.Total);
        }
        Assert.Equal(Enumerable.Range(1, 260).Select(id => (long)id), ids);
        Assert.Equal([50, 50, 25, 25, 25, 25, 25, 25, 25], sizes);
    }

    [Fact]
    public async Task A_throttled_page_is_asked_for_again_at_the_same_size()
    {
        await using var shop = await FakeShop.Start();
        shop.Lists["orders"] = [.. Enumerable.Range(1, 30).Select(id => $$"""{"id":{{id}}}""")];
        var failures = 2;
        shop.Before = async http => Interlocked.Decrement(ref failures) >= 0 && await FakeShop.Html(http, 429, "slow down");
        await foreach (var page in shop.Client().PagesAsync(new WooQuery { Route = "orders" }, Cancel)) Assert.Equal((30, 100), (page.Items.Count, page.PerPage));
        Assert.Equal(3, shop.Requests.Count);
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_on_ends_with_the_reason()
    {
        await using var shop = await FakeShop.Start();
        shop.Forbidden.Add("orders");
        var ended = await Assert.ThrowsAsync<WooUnavailableException>(async () =>
        {
            await foreach (var page in shop.Client().PagesAsync(new WooQuery { Route = "orders" }, Cancel)) Assert.Fail("a page came");
        });
        Assert.Equal(WooFaultKind.RightsMissing, ended.Fault.Kind);
    }

    [Fact]
    public async Task Dates_go_out_as_bare_UTC_and_never_to_customers()
    {
        await using var shop = await FakeShop.Start();
        var since = new DateTimeOffset(2026, 11, 22, 4, 59, 10, TimeSpan.FromHours(-5));
        await shop.Client().PageAsync(new WooQuery { Route = "orders", ModifiedAfter = since, Status = "any", OrderBy = "modified" }, 0, 100, Cancel);
        var sent = Uri.UnescapeDataString(shop.Requests.Single());
        Assert.Contains("modified_after=2026-11-22T09:59:10&dates_are_gmt=true", sent);
        await Assert.ThrowsAsync<ArgumentException>(() => shop.Client().PageAsync(new WooQuery { Route = "customers", ModifiedAfter = since }, 0, 100, Cancel));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_passing_failure_is_repeated(int status)
    {
        await using var shop = await FakeShop.Start();
        shop.Records["orders/47"] = Sample.Rest("order-47");
        var failures = 2;
        shop.Before = async http => Interlocked.Decrement(ref failures) >= 0 && await FakeShop.Html(http, status, "busy");
        Assert.IsType<WooAnswer<WooOrder>.Found>(await shop.Client().OrderAsync(47, Cancel));
        Assert.Equal(3, shop.Requests.Count);
    }

    [Fact]
    public async Task A_repeat_is_signed_anew() // a nonce counts once: the fake refuses a used one
    {
        await using var shop = await FakeShop.Start();
        shop.Records["orders/47"] = Sample.Rest("order-47");
        var failures = 3;
        shop.Before = async http => Interlocked.Decrement(ref failures) >= 0 && await FakeShop.Html(http, 503, "busy");
        Assert.IsType<WooAnswer<WooOrder>.Found>(await shop.Client().OrderAsync(47, Cancel));
        var nonces = shop.Requests.Select(request => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(request.Split('?')[1])["oauth_nonce"].ToString()).ToList();
        Assert.Equal(4, nonces.Distinct().Count());
    }

    [Fact]
    public async Task A_long_wait_that_the_shop_asks_for_is_the_callers()
    {
        await using var shop = await FakeShop.Start();
        shop.Before = async http =>
        {
            http.Response.Headers.RetryAfter = "120";
            return await FakeShop.Html(http, 429, "slow down");
        };
        var fault = Fault(await shop.Client().OrderAsync(47, Cancel));
        Assert.Equal((WooFaultKind.Throttled, TimeSpan.FromSeconds(120)), (fault.Kind, fault.RetryAfter));
        Assert.Single(shop.Requests);
    }

    [Fact]
    public async Task Refusals_are_not_repeated()
    {
        await using var shop = await FakeShop.Start(tls: true);
        Assert.Equal(WooFaultKind.SecretWrong, Fault(await shop.Client(secret: "cs_wrong").OrderAsync(47, Cancel)).Kind);
        Assert.Single(shop.Requests);
        shop.Forbidden.Add("orders");
        Assert.Equal(WooFaultKind.RightsMissing, Fault(await shop.Client().OrderAsync(47, Cancel)).Kind);
        Assert.Equal(2, shop.Requests.Count);
    }

    [Fact]
    public async Task No_answer_in_time_is_a_timeout()
    {
        await using var shop = await FakeShop.Start(configure: options => (options.Timeout, options.Retries) = (TimeSpan.FromMilliseconds(100), 1));
        shop.Before = async http =>
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        var fault = Fault(await shop.Client().OrderAsync(47, Cancel));
        Assert.Equal((WooFaultKind.Timeout, true), (fault.Kind, fault.IsTransient));
    }

    [Fact]
    public async Task A_body_that_never_ends_is_a_timeout_too()
    {
        await using var shop = await FakeShop.Start(configure: options => (options.Timeout, options.Retries) = (TimeSpan.FromMilliseconds(100), 0));
        shop.Before = async http =>
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync("{\"id\":", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        Assert.Equal(WooFaultKind.Timeout, Fault(await shop.Client().OrderAsync(47, Cancel)).Kind);
    }

    [Fact]
    public async Task A_callers_cancellation_is_no_fault_of_the_shop()
    {
        await using var shop = await FakeShop.Start();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        shop.Before = async http =>
        {
            await cancel.CancelAsync();
            return await FakeShop.Html(http, 503, "busy");
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shop.Client().OrderAsync(47, cancel.Token));
    }

    [Fact]
    public async Task A_shop_gets_two_requests_at_once_whatever_the_number_of_clients()
    {
        await using var shop = await FakeShop.Start();
        shop.Records["orders/47"] = Sample.Rest("order-47");
        int now = 0, most = 0;
        var bothIn = new TaskCompletionSource();
        shop.Before = async _ =>
        {
            var count = Interlocked.Increment(ref now);
            for (var seen = Volatile.Read(ref most); count > seen && Interlocked.CompareExchange(ref most, count, seen) != seen; seen = Volatile.Read(ref most)) ;
            if (count >= 2) bothIn.TrySetResult();
            await bothIn.Task;
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return false;
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.Client().OrderAsync(47, Cancel)));
        Assert.All(answers, answer => Assert.IsType<WooAnswer<WooOrder>.Found>(answer));
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_JSON_is_passed_over()
    {
        await using var shop = await FakeShop.Start();
        shop.Records["orders/47"] = "\uFEFF" + Sample.Rest("order-47");
        Assert.Equal(Sample.Rest("order-47"), Assert.IsType<WooAnswer<WooOrder>.Found>(await shop.Client().OrderAsync(47, Cancel)).Json);
    }

    [Fact]
    public async Task An_order_that_cannot_be_read_names_the_field()
    {
        await using var shop = await FakeShop.Start();
        shop.Records["orders/47"] = Sample.Rest("order-47").Replace("\"total\":\"20.87\"", "\"total\":\"20,87\"", StringComparison.Ordinal);
        var fault = Fault(await shop.Client().OrderAsync(47, Cancel));
        Assert.Equal(WooFaultKind.Unreadable, fault.Kind);
        Assert.StartsWith("total:", fault.Message);
        shop.Records["orders/47"] = "{\"id\":47,";
        Assert.Equal(WooFaultKind.Unreadable, Fault(await shop.Client().OrderAsync(47, Cancel)).Kind);
    }

    [Fact]
    public async Task The_index_needs_no_key()
    {
        await using var shop = await FakeShop.Start();
        var index = Assert.IsType<WooAnswer<WooIndex>.Found>(await shop.Client("ck_unknown").IndexAsync(Cancel)).Value;
        Assert.Equal(("A shop", -5m, "America/New_York", true), (index.Name, index.GmtOffset, index.TimezoneString, index.HasWooCommerce));
    }

    private static WooFault Fault<T>(WooAnswer<T> answer) => Assert.IsType<WooAnswer<T>.Unavailable>(answer).Fault;
}
