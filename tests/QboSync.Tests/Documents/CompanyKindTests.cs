using System.Globalization;
using System.Text.Json.Nodes;
using Contracts;
using QboSync.Talking;
using QboSync.Tests.Booking;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Documents;

/// <summary>Orders booked in companies of other kinds, from WooCommerce's JSON to the document.</summary>
public sealed class CompanyKindTests : BookingTest
{
    [Fact]
    public async Task An_order_and_its_refund_stand_in_a_company_with_value_added_tax()
    {
        await Books.OpenCompanyAsync("ie");
        var flow = await StartAsync();

        var first = await flow.WorkAsync(Vat(1));
        var refunded = await flow.WorkAsync(Vat(1, refunds: [Refund(9, 1)]) with { ExternalId = first.ExternalId });

        Assert.Equal((RecordOutcome.Created, RecordOutcome.Updated), (first.Outcome, refunded.Outcome));
        var (sale, back) = (await Books.OneAsync("SalesReceipt"), await Books.OneAsync("RefundReceipt"));
        Assert.Equal((1.23m, "0.24", "TaxExcluded"), (sale.Amount("TotalAmt"), sale.Text("TxnTaxDetail", "TotalTax"), sale.Text("GlobalTaxCalculation")));
        Assert.Equal((0.41m, "0.08"), (back.Amount("TotalAmt"), back.Text("TxnTaxDetail", "TotalTax")));
        Assert.All(sale["Line"]!.AsArray().Where(line => line!["SalesItemLineDetail"] is not null), line => Assert.Equal("2", (string?)line!["SalesItemLineDetail"]!["TaxCodeRef"]!["value"]));
    }

    [Fact]
    public async Task A_company_that_computes_another_cent_of_tax_gets_it_back_on_a_line_of_its_own()
    {
        await Books.OpenCompanyAsync("ie");
        await Books.SettingsAsync("""{"switches":{"honoursTaxOverride":false}}""");
        var flow = await StartAsync();

        // 3 x 0.33 at 23 % is 0.08 each in the shop, and 0.23 of 0.99 in the company.
        var first = await flow.WorkAsync(Vat(1));
        await flow.WorkAsync(Vat(1, refunds: [Refund(9, 1, 2, 3)]) with { ExternalId = first.ExternalId });

        Assert.Equal(RecordOutcome.Created, first.Outcome);
        foreach (var kind in (string[])["SalesReceipt", "RefundReceipt"])
        {
            var document = await Books.OneAsync(kind);
            Assert.Equal(1.23m, document.Amount("TotalAmt"));
            var rounding = Assert.Single(document["Line"]!.AsArray(), line => (string?)line!["Description"] == "Rounding")!;
            Assert.Equal((0.01m, "5"), ((decimal)rounding["Amount"]!, (string)rounding["SalesItemLineDetail"]!["TaxCodeRef"]!["value"]!)); // 0.0% Z
        }
    }

    [Fact]
    public async Task A_difference_beyond_the_cents_stays_visible_with_both_sums()
    {
        await Books.OpenCompanyAsync("ie");
        await Books.SettingsAsync("""{"switches":{"honoursTaxOverride":false}}""");
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"orders":{"rounding_cents":0}}""");

        var held = await flow.WorkAsync(Vat(1));

        Assert.Equal("booked_total_differs", held.Fault!.Code);
        Assert.Contains("1.22", held.Fault.Message);
        Assert.Contains("1.23", held.Fault.Message);
        Assert.Null((await Books.OneAsync("SalesReceipt"))["Line"]!.AsArray().FirstOrDefault(line => (string?)line!["Description"] == "Rounding"));
    }

    [Fact]
    public async Task A_missing_tax_code_is_told_before_anything_is_made_and_the_order_goes_on_once_it_is_mapped()
    {
        await Books.OpenCompanyAsync("au"); // two codes of 10 %
        var flow = await StartAsync();

        var held = await flow.WorkAsync(Vat(1, percent: 10));
        Assert.Equal("tax_mapping_missing", held.Fault!.Code);
        Assert.Contains("GB-VAT-7", held.Fault.Message);
        Assert.Empty(await Books.AllAsync("Customer"));
        await flow.SetMappingAsync("""{"tax":{"codes":{"GB-VAT-7":"GST"}}}""");
        var booked = await flow.WorkAsync(Vat(1, percent: 10));

        Assert.Equal(RecordOutcome.Created, booked.Outcome);
        Assert.Equal(1.08m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
    }

    [Fact]
    public async Task Tax_codes_are_read_once_and_only_where_a_document_needs_them()
    {
        var automated = await StartAsync();
        await Books.SettingsAsync("""{"preferences":{"TaxPrefs":{"PartnerTaxEnabled":true}}}""");
        await automated.OrderAsync(new Order(1));
        Assert.Equal(0, Reads("TaxCode"));

        await Books.OpenCompanyAsync("ie");
        var flow = await StartAsync();
        await flow.WorkAsync(Vat(1));
        await flow.WorkAsync(Vat(2));

        Assert.Equal((1, 1, 0, 0), (Reads("TaxCode"), Reads("TaxRate"), Reads("Class"), Reads("Department")));
    }

    [Fact]
    public async Task Class_and_location_of_a_store_stand_on_its_documents_or_are_named_where_they_are_missing()
    {
        await Books.SettingsAsync("""{"preferences":{"AccountingInfoPrefs":{"ClassTrackingPerTxnLine":true,"TrackDepartments":true}}}""");
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"stores":{"store-1":{"class":"Web shop","location":"North"}}}""");

        var held = await flow.OrderAsync(new Order(1));
        var webShop = await Books.EnterAsync("class", new() { ["Name"] = "Web shop" });
        var alsoHeld = await flow.OrderAsync(new Order(1));
        var north = await Books.EnterAsync("department", new() { ["Name"] = "North" });
        var booked = await flow.OrderAsync(new Order(1));

        Assert.Equal(("mapping_class_missing", "mapping_location_missing", RecordOutcome.Created), (held.Fault!.Code, alsoHeld.Fault!.Code, booked.Outcome));
        var receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal(north.Id(), receipt.Ref("DepartmentRef"));
        Assert.All(receipt["Line"]!.AsArray().Where(line => line!["SalesItemLineDetail"] is not null), line => Assert.Equal(webShop.Id(), (string?)line!["SalesItemLineDetail"]!["ClassRef"]!["value"]));
    }

    [Fact]
    public async Task A_company_that_taxes_by_hand_gets_the_code_that_has_the_orders_rates()
    {
        await Books.OpenCompanyAsync("us-manual-tax");
        var flow = await StartAsync();

        await flow.WorkAsync(Vat(1, percent: 8));

        var receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal(("2", 1.08m), (receipt.Text("TxnTaxDetail", "TxnTaxCodeRef", "value"), receipt.Amount("TotalAmt")));
    }

    [Theory]
    [InlineData("""{"_wcpay_multi_currency_order_default_currency":"USD","_wcpay_multi_currency_order_exchange_rate":"0.8"}""", "1.25")]
    [InlineData("""{"_wcpay_multi_currency_order_default_currency":"USD","_wcpay_multi_currency_order_exchange_rate":"0.8","_wcpay_multi_currency_stripe_exchange_rate":"1.21"}""", "1.21")]
    [InlineData("""{"_wcpay_multi_currency_order_default_currency":"GBP","_wcpay_multi_currency_order_exchange_rate":"0.8"}""", null)] // not the company's home currency
    [InlineData("{}", null)]
    public async Task The_shops_exchange_rate_is_sent_where_it_knows_one(string meta, string? rate)
    {
        await Books.SettingsAsync("""{"preferences":{"CurrencyPrefs":{"MultiCurrencyEnabled":true}}}""");
        var flow = await StartAsync();

        await flow.OrderAsync(new Order(1) { Currency = "EUR", Meta = JsonNode.Parse(meta)!.AsObject() });

        var sent = FaultBody.Parse(Books.Calls.Single(call => call.Method == "POST" && call.Path.StartsWith("salesreceipt", StringComparison.Ordinal)).Body)!;
        Assert.Equal(rate, sent.Text("ExchangeRate"));
    }

    private int Reads(string entity) => Books.Calls.Count(call => Uri.UnescapeDataString(call.Path).Contains($"from {entity} ", StringComparison.Ordinal));

    // Three pieces of 0.33 at one rate, each taxed by itself.
    private static Syncing.Working.WorkItem Vat(long id, int percent = 23, params JsonObject[] refunds)
    {
        var tax = Math.Round(0.33m * percent / 100m, 2, MidpointRounding.AwayFromZero);
        var order = JsonNode.Parse(new Order(id) { Lines = [new("Pin", "PIN", 5, 1, 0.33m, tax, 1), new("Pin", "PIN", 5, 1, 0.33m, tax, 2), new("Pin", "PIN", 5, 1, 0.33m, tax, 3)], Tax = 3 * tax }.Json())!.AsObject();
        order["currency"] = percent switch { 23 => "EUR", 10 => "AUD", _ => "USD" };
        foreach (var line in order["line_items"]!.AsArray()) line!["taxes"] = Taxes(tax);
        order["tax_lines"] = new JsonArray(new JsonObject { ["id"] = id + 100, ["rate_id"] = 7, ["rate_code"] = "GB-VAT-7", ["label"] = "VAT", ["rate_percent"] = percent, ["tax_total"] = Text(3 * tax) });
        order["refunds"] = new JsonArray([.. refunds.Select(refund => (JsonNode)new JsonObject { ["id"] = (int)refund["id"]!, ["reason"] = "", ["total"] = "-" + (string)refund["amount"]! })]);
        return Instance.Item(Entities.Orders, id, order.ToJsonString()) with { Refunds = refunds.Length > 0 ? new JsonArray([.. refunds.Select(refund => refund.DeepClone())]).ToJsonString() : null };
    }

    private static JsonObject Refund(int id, params int[] lines) => new()
    {
        ["id"] = id, ["amount"] = Text(0.41m * lines.Length), ["reason"] = "", ["date_created"] = "2026-11-22T09:00:00", ["date_created_gmt"] = "2026-11-22T17:00:00",
        ["line_items"] = new JsonArray([.. lines.Select(line => (JsonNode)new JsonObject
        {
            ["id"] = id * 100 + line, ["name"] = "Pin", ["product_id"] = 5, ["quantity"] = -1, ["total"] = "-0.33", ["total_tax"] = "-0.08", ["taxes"] = Taxes(-0.08m),
            ["meta_data"] = new JsonArray(new JsonObject { ["id"] = 1, ["key"] = "_refunded_item_id", ["value"] = $"{line}" }),
        })]),
    };

    private static JsonArray Taxes(decimal tax) => new(new JsonObject { ["id"] = 7, ["total"] = Text(tax) });

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
