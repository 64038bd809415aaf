using Contracts;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Booking;

public sealed class SaleTests : BookingTest
{
    [Fact]
    public async Task A_paid_order_becomes_a_sales_receipt_with_its_total_number_date_and_marker()
    {
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(1042)
        {
            Tax = 0.89m,
            Lines = [new("Plain Mug", "MUG-01", 14, 3, 36.00m, Tax: 0.89m)],
            Shipping = [("Flat rate", 5.00m)],
            Transaction = "ch_3NxABCDEFGHIJKLMNOPQRSTUVWXYZ",
        });

        Assert.Equal(RecordOutcome.Created, result.Outcome);
        var receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal(receipt.Id(), result.ExternalId);
        Assert.Equal(41.89m, receipt.Amount("TotalAmt"));
        Assert.Equal("WC-1042", receipt.Text("DocNumber"));
        Assert.Equal("2026-11-21", receipt.Text("TxnDate"));
        Assert.Equal("WooCommerce order 1042 | store-1 | SalesReceipt 1042", receipt.Text("PrivateNote"));
        Assert.Equal("ch_3NxABCDEFGHIJKLMNO", receipt.Text("PaymentRefNum"));
        Assert.Empty(await Books.AllAsync("Invoice"));
    }

    [Fact]
    public async Task An_unpaid_order_becomes_an_invoice_and_gets_one_payment_when_it_is_paid()
    {
        var flow = await StartAsync();
        var unpaid = new Order(7) { Status = "on-hold", Paid = false };
        var first = await flow.OrderAsync(unpaid);

        var paid = unpaid with { Status = "processing", Paid = true, Transaction = "txn-1" };
        var second = await flow.OrderAsync(paid, externalId: first.ExternalId);
        var third = await flow.OrderAsync(paid, externalId: first.ExternalId);

        Assert.Equal((RecordOutcome.Created, RecordOutcome.Updated, RecordOutcome.Skipped), (first.Outcome, second.Outcome, third.Outcome));
        var invoice = await Books.OneAsync("Invoice");
        var payment = await Books.OneAsync("Payment");
        Assert.Equal(12.00m, payment.Amount("TotalAmt"));
        Assert.Equal("txn-1", payment.Text("PaymentRefNum"));
        Assert.Equal("2026-11-21", payment.Text("TxnDate"));
        Assert.Equal(0m, invoice.Amount("Balance"));
        Assert.Empty(await Books.AllAsync("SalesReceipt"));
    }

    [Fact]
    public async Task The_same_order_again_changes_nothing_and_calls_nobody()
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(8));
        Books.Calls.Clear();

        var again = await flow.OrderAsync(new Order(8), externalId: first.ExternalId);

        Assert.Equal((RecordOutcome.Skipped, "unchanged"), (again.Outcome, again.Code));
        Assert.Empty(Books.Calls);
    }

    [Fact]
    public async Task A_result_that_was_lost_after_booking_is_told_as_created_when_asked_again()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(9));

        var again = await flow.OrderAsync(new Order(9)); // the ledger never heard of the id

        Assert.Equal(RecordOutcome.Created, again.Outcome);
        await Books.OneAsync("SalesReceipt");
    }

    [Fact]
    public async Task An_edit_replaces_the_lines_and_keeps_what_people_wrote()
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(10));
        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt", new()
        {
            ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true,
            ["PrivateNote"] = receipt.Text("PrivateNote") + "\nPacked by Ann", ["ShipDate"] = "2026-11-23",
        });

        var edited = await flow.OrderAsync(new Order(10) { Lines = [new("Plain Mug", "MUG-01", 14, 2, 24.00m)] }, externalId: first.ExternalId);

        Assert.Equal(RecordOutcome.Updated, edited.Outcome);
        receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal(24.00m, receipt.Amount("TotalAmt"));
        Assert.EndsWith("Packed by Ann", receipt.Text("PrivateNote"));
        Assert.Equal("2026-11-23", receipt.Text("ShipDate"));
        Assert.Equal("WC-10", receipt.Text("DocNumber"));
    }

    [Fact]
    public async Task A_line_keeps_its_item_when_the_shop_forgets_the_product()
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(11) { Lines = [new("Plain Mug", "MUG-01", 14, 1, 12.00m)] });
        var item = (await Books.AllAsync("Item")).Single(item => item.Text("Sku") == "MUG-01").Id();

        await flow.OrderAsync(new Order(11) { Lines = [new("Gone", null, 0, 2, 24.00m)] }, externalId: first.ExternalId);

        var line = (await Books.OneAsync("SalesReceipt"))["Line"]![0]!;
        Assert.Equal(item, (string?)line["SalesItemLineDetail"]!["ItemRef"]!["value"]);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    [InlineData("checkout-draft")]
    [InlineData("trash")]
    public async Task A_status_that_is_not_booked_is_skipped_with_its_name(string status)
    {
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(12) { Status = status });

        Assert.Equal((RecordOutcome.Skipped, $"status_{status}"), (result.Outcome, result.Code));
        Assert.Empty(Books.Calls);
    }

    [Fact]
    public async Task A_booked_order_that_is_cancelled_waits_for_a_person_and_is_done_once_the_document_is_gone()
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(13));
        var cancelled = new Order(13) { Status = "cancelled" };

        var held = await flow.OrderAsync(cancelled, externalId: first.ExternalId);
        Assert.Equal("booked_then_cancelled", held.Fault!.Code);
        Assert.Equal(Syncing.Working.FaultKind.Conflict, held.Fault.Kind);

        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt?operation=delete", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken") });
        var done = await flow.OrderAsync(cancelled, externalId: first.ExternalId);

        Assert.Equal("undone", done.Code);
    }

    [Fact]
    public async Task Orders_before_the_start_date_are_left_unless_history_is_asked_for_or_they_are_booked()
    {
        var flow = await StartAsync(startDate: "2026-11-22"); // the order is of the 21st in the shop, the 22nd in UTC

        var skipped = await flow.OrderAsync(new Order(14));
        var imported = await flow.OrderAsync(new Order(14), history: true);
        var edited = await flow.OrderAsync(new Order(14) { Note = "please hurry" }, externalId: imported.ExternalId);

        Assert.Equal((RecordOutcome.Skipped, "before_start_date"), (skipped.Outcome, skipped.Code));
        Assert.Equal(RecordOutcome.Created, imported.Outcome);
        Assert.Equal(RecordOutcome.Updated, edited.Outcome);
    }

    [Fact]
    public async Task Totals_that_contradict_the_lines_stop_the_order_with_both_sums()
    {
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(15) { Total = 13.00m });

        Assert.Equal("total_differs", result.Fault!.Code);
        Assert.Contains("12.00", result.Fault.Message);
        Assert.Contains("13.00", result.Fault.Message);
        Assert.Empty(await Books.AllAsync("SalesReceipt"));
    }

    [Fact]
    public async Task A_cent_between_lines_and_total_is_closed_by_a_line_that_says_so()
    {
        var flow = await StartAsync();

        await flow.OrderAsync(new Order(16) { Total = 12.01m });

        var receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal(12.01m, receipt.Amount("TotalAmt"));
        Assert.Contains(receipt["Line"]!.AsArray(), line => (string?)line!["Description"] == "Rounding" && (decimal)line["Amount"]! == 0.01m);
    }

    [Fact]
    public async Task Without_sales_tax_in_the_company_the_tax_is_a_line()
    {
        await Books.SettingsAsync("""{"preferences":{"TaxPrefs":{"UsingSalesTax":false}}}""");
        var flow = await StartAsync();

        await flow.OrderAsync(new Order(17) { Tax = 1.07m, Lines = [new("Plain Mug", "MUG-01", 14, 1, 12.00m, Tax: 1.07m)] });

        var receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal(13.07m, receipt.Amount("TotalAmt"));
        Assert.Contains(receipt["Line"]!.AsArray(), line => (string?)line!["Description"] == "Sales tax" && (decimal)line["Amount"]! == 1.07m);
    }

    [Fact]
    public async Task Automated_sales_tax_does_not_change_the_total_of_an_untaxed_order()
    {
        await Books.SettingsAsync("""{"preferences":{"TaxPrefs":{"PartnerTaxEnabled":true}}}""");
        var flow = await StartAsync();

        await flow.OrderAsync(new Order(18));
        await flow.OrderAsync(new Order(19) { Tax = 1.23m, Lines = [new("Plain Mug", "MUG-01", 14, 1, 12.00m, Tax: 1.23m)] });

        Assert.Equal([12.00m, 13.23m], (await Books.AllAsync("SalesReceipt")).Select(receipt => receipt.Amount("TotalAmt")!.Value));
    }

    [Fact]
    public async Task A_foreign_currency_is_held_where_the_company_has_one_currency_and_booked_where_it_has_several()
    {
        var flow = await StartAsync();
        var order = new Order(20) { Currency = "EUR" };

        var held = await flow.OrderAsync(order);
        Assert.Equal("currency_not_enabled", held.Fault!.Code);

        await Books.SettingsAsync("""{"preferences":{"CurrencyPrefs":{"MultiCurrencyEnabled":true}}}""");
        var booked = await flow.OrderAsync(order);

        Assert.Equal(RecordOutcome.Created, booked.Outcome);
        Assert.Equal("EUR", (await Books.OneAsync("SalesReceipt")).Ref("CurrencyRef"));
        Assert.Equal("EUR", (await Books.OneAsync("Customer")).Ref("CurrencyRef"));
    }

    [Fact]
    public async Task An_order_is_marked_and_settled_in_the_documents_table()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(21));

        var row = Assert.Single(await flow.RowsAsync());
        Assert.Equal((DocumentKind.SalesReceipt, DocumentRole.Sale, "21", "0"), (row.Kind, row.Role, row.SourceId, row.SyncToken));
        Assert.Null(row.SentAt);
        Assert.Equal(Clock.GetUtcNow(), row.SettledAt);
        Assert.Equal(2, row.Revision);
        Assert.Equal(12.00m, row.TotalAmt);
    }

    [Fact]
    public async Task A_cent_that_QuickBooks_computes_differently_is_closed_after_the_answer()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.OtherTax("SalesReceipt", 0.01m), Mishap.OtherTax("SalesReceipt", 0.01m));

        var result = await flow.OrderAsync(Taxed(22));
        Books.Calls.Clear();
        var again = await flow.OrderAsync(Taxed(22), externalId: result.ExternalId);

        Assert.Equal(RecordOutcome.Created, result.Outcome);
        var receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal(13.07m, receipt.Amount("TotalAmt"));
        Assert.Contains(receipt["Line"]!.AsArray(), line => (string?)line!["Description"] == "Rounding" && (decimal)line["Amount"]! == -0.01m);
        Assert.Equal("unchanged", again.Code);
        Assert.Empty(Books.Calls);
    }

    [Fact]
    public async Task An_order_that_is_restored_after_a_person_deleted_its_document_gets_a_new_one()
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(25));
        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt?operation=delete", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken") });
        await flow.OrderAsync(new Order(25) { Status = "cancelled" }, externalId: first.ExternalId);

        var restored = await flow.OrderAsync(new Order(25), externalId: first.ExternalId);

        // Under the first requestid QuickBooks would answer with the deleted document, and nothing would stand in the books.
        Assert.Equal((await Books.OneAsync("SalesReceipt")).Id(), restored.ExternalId);
        Assert.NotEqual(first.ExternalId, restored.ExternalId);
    }

    [Fact]
    public async Task A_total_that_QuickBooks_computes_quite_differently_stays_visible_until_a_person_corrects_it()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.OtherTax("SalesReceipt", 1.00m));

        var held = await flow.OrderAsync(Taxed(23));
        var again = await flow.OrderAsync(Taxed(23));
        Assert.All([held, again], result => Assert.Equal("booked_total_differs", result.Fault!.Code));
        Assert.Contains("14.07", held.Fault!.Message);
        Assert.Contains("13.07", held.Fault.Message);

        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true, ["TxnTaxDetail"] = new System.Text.Json.Nodes.JsonObject { ["TotalTax"] = 1.07m } });
        var corrected = await flow.OrderAsync(Taxed(23));

        Assert.Equal(RecordOutcome.Created, corrected.Outcome);
    }

    [Fact]
    public async Task A_booked_order_that_is_trashed_is_done_once_a_person_voided_the_document()
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(24));
        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt?operation=update&include=void", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true });

        var gone = await flow.WorkAsync(Instance.Item(Entities.Orders, 24, """{"id":24}""") with { Deleted = true, ExternalId = first.ExternalId });

        Assert.Equal("undone", gone.Code);
    }

    [Fact]
    public async Task A_company_outside_the_United_States_says_that_tax_codes_must_be_mapped()
    {
        await Books.SettingsAsync("""{"companyInfo":{"Country":"CA"}}""");
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(25));

        Assert.Equal((Syncing.Working.FaultKind.MappingMissing, "tax_mapping_missing"), (result.Fault!.Kind, result.Fault.Code));
    }

    [Fact]
    public async Task What_cannot_be_read_names_the_field_and_books_nothing()
    {
        var flow = await StartAsync();

        var result = await flow.WorkAsync(Instance.Item(Entities.Orders, 26, new Order(26).Json().Replace("\"12.00\"", "\"12,00\"", StringComparison.Ordinal)));

        Assert.Equal((Syncing.Working.FaultKind.Invalid, "unreadable"), (result.Fault!.Kind, result.Fault.Code));
        Assert.Contains("total", result.Fault.Message);
        Assert.Empty(await Books.AllAsync("SalesReceipt"));
    }

    [Fact]
    public async Task Accounts_and_payment_method_of_the_settings_are_used_and_named_where_they_are_missing()
    {
        var wrong = await StartAsync(new() { ["QuickBooks:DepositToAccount"] = "No such bank" });
        var held = await wrong.OrderAsync(new Order(27));
        Assert.Equal("account_missing", held.Fault!.Code);
        Assert.Contains("accounts.deposit", held.Fault.Message);

        var bank = (await Books.AllAsync("Account")).First(account => account.Text("AccountType") == "Bank");
        var flow = await StartAsync(new() { ["QuickBooks:DepositToAccount"] = bank.Text("Name"), ["QuickBooks:PaymentMethod"] = "visa" });
        await flow.OrderAsync(new Order(27));

        var receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal((bank.Id(), "3"), (receipt.Ref("DepositToAccountRef"), receipt.Ref("PaymentMethodRef")));
    }

    private static Order Taxed(long id) => new(id) { Tax = 1.07m, Lines = [new("Plain Mug", "MUG-01", 14, 1, 12.00m, Tax: 1.07m)] };
}
