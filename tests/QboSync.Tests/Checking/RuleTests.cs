using System.Text.Json.Nodes;
using QboSync.Checking;
using QboSync.Company;
using QboSync.Mapping;
using QboSync.Mapping.Choosing;
using QboSync.Mapping.Fields;
using QboSync.Tests.Mapping;
using Woo.Shapes;

namespace QboSync.Tests.Checking;

public sealed class RuleTests
{
    private static readonly CompanyAccount[] Accounts =
    [
        new("79", "Sales", "Sales", "Income", "SalesOfProductIncome"), new("4", "Undeposited Funds", "Undeposited Funds", "Other Current Asset", "UndepositedFunds"),
        new("35", "Checking", "Checking", "Bank", "Checking"), new("80", "Cost of Goods Sold", "Cost of Goods Sold", "Cost of Goods Sold", ""),
        new("81", "Inventory Asset", "Inventory Asset", "Other Current Asset", "Inventory"),
    ];

    // Two codes of 20 %: which one is meant must be said.
    private static readonly TaxCode[] TaxCodes = [new("2", "20.0% S", [new("3", 20m)]), new("7", "20.0% ECG", [new("8", 20m)]), new("3", "5.0% R", [new("4", 5m)]), new("6", "No VAT", [])];

    private static CheckFacts Sound(bool us = true) => new()
    {
        Lists = new CompanyLists
        {
            Facts = new CompanyFacts { IsUs = us, UsingSalesTax = true, MultiCurrency = false, HomeCurrency = us ? "USD" : "GBP", Accounts = Accounts, TaxCodes = us ? [] : TaxCodes },
            Setup = new CompanySetup { CustomNumbers = true, Inventory = true, Classes = true, Locations = true, Plan = "QuickBooks Online Plus", Subscription = "PAID" },
            Currencies = [us ? "USD" : "GBP"],
        },
        Mapping = new BookMapping
        {
            Accounts = new() { Income = "79", Deposit = "4" },
            Orders = new() { Statuses = new Dictionary<string, BookAs> { ["processing"] = BookAs.ByPayment, ["completed"] = BookAs.ByPayment } },
            PaymentMethods = new Dictionary<string, PaymentMapping> { ["*"] = new() },
        },
        Seen = Seen(CheckOrders.Taxed(1, us ? "USD" : "GBP", us ? 8m : 20m)),
        Stores = ["shop"],
        StartDate = "2026-01-01",
    };

    private static CheckFacts Abroad() => Sound(us: false) with { Mapping = Sound().Mapping with { Tax = new() { Codes = new Dictionary<string, string> { ["20%"] = "2" } } } };

    private static SeenOrders Seen(params string[] orders)
    {
        var seen = new SeenOrders();
        foreach (var order in orders) seen.Add(WooJson.Order(order), "2026-11-21", waits: true);
        return seen;
    }

    private static Finding One(CheckFacts facts, string code) => Assert.Single(MappingCheck.Of(facts), finding => finding.Code == code);

    private static void Level(FindingLevel level, CheckFacts facts, string code, string? field, string says)
    {
        var finding = One(facts, code);
        Assert.Equal(level, finding.Level);
        Assert.Equal(field, finding.Field);
        Assert.Contains(says, finding.Message);
        Assert.NotEmpty(finding.Fix);
    }

    private static CheckFacts Setup(CheckFacts facts, Func<CompanySetup, CompanySetup> change) => facts with { Lists = facts.Lists with { Setup = change(facts.Lists.Setup) } };

    private static CheckFacts WithCodes(CheckFacts facts, params TaxCode[] codes) => facts with { Lists = facts.Lists with { Facts = facts.Lists.Facts with { TaxCodes = codes } } };

    private static CheckFacts Mapping(CheckFacts facts, Func<BookMapping, BookMapping> change) => facts with { Mapping = change(facts.Mapping) };

    [Fact]
    public void A_sound_company_has_nothing_to_mend() => Assert.Empty(MappingCheck.Of(Sound()));

    [Fact]
    public void A_sound_company_abroad_has_nothing_to_mend() => Assert.Empty(MappingCheck.Of(Abroad()));

    [Fact]
    public void What_stops_booking_comes_first()
    {
        var findings = MappingCheck.Of(Setup(Sound(), setup => setup with { CustomNumbers = false }) with { Paused = "QuickBooks must be connected again." });

        Assert.Equal(["paused", "numbers_replaced"], findings.Select(finding => finding.Code));
    }

    [Fact]
    public void A_paused_company() => Level(FindingLevel.Error, Sound() with { Paused = "QuickBooks must be connected again." }, "paused", null, "must be connected again");

    [Theory]
    [InlineData("EXPIRED", true)]
    [InlineData("CANCELED", true)]
    [InlineData("PAID", false)]
    [InlineData("TRIAL", false)]
    public void A_subscription_that_ended(string state, bool ended) =>
        Assert.Equal(ended, MappingCheck.Of(Setup(Sound(), setup => setup with { Subscription = state })).Any(finding => finding.Code == "subscription_ended"));

    [Fact]
    public void No_store() => Level(FindingLevel.Warning, Sound() with { Stores = [] }, "no_store", null, "No WooCommerce store is connected");

    [Fact]
    public void No_orders_yet() => Level(FindingLevel.Info, Sound() with { Seen = new() }, "no_orders_seen", null, "No order has come in yet");

    [Fact]
    public void Rules_for_a_store_that_is_not_there() => Level(FindingLevel.Warning,
        Mapping(Sound(), mapping => mapping with { Stores = new Dictionary<string, StoreMapping> { ["shpo"] = new() { DocNumberPrefix = "S-" } } }), "unknown_store", "stores.shpo", "'shpo'");

    [Fact]
    public void A_tax_rate_without_a_code()
    {
        var finding = One(Sound(us: false), "tax_mapping_missing");
        Assert.Equal("tax.codes", finding.Field);
        Assert.Contains("20% tax 'VAT' (rate 3, GB-VAT-1)", finding.Message);
        Assert.Contains("tax.codes['3'] to '20.0% S' or '20.0% ECG'", finding.Fix);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("GB-VAT-1")]
    [InlineData("20%")]
    public void A_rate_is_mapped_by_id_code_or_percentage(string key) => Assert.Empty(MappingCheck.Of(
        Mapping(Sound(us: false), mapping => mapping with { Tax = new() { Codes = new Dictionary<string, string> { [key] = "2" } } })));

    [Fact]
    public void A_rate_whose_percentage_one_code_alone_has_needs_no_mapping() => Assert.Empty(MappingCheck.Of(WithCodes(Sound(us: false), TaxCodes[0], TaxCodes[3])));

    [Fact]
    public void A_mapped_code_that_the_company_does_not_have() => Level(FindingLevel.Error,
        Mapping(Abroad(), mapping => mapping with { Tax = new() { Codes = new Dictionary<string, string> { ["20%"] = "99" } } }), "tax_mapping_missing", "tax.codes", "the tax code '99'");

    [Fact]
    public void A_tax_code_of_another_percentage() => Level(FindingLevel.Error,
        Mapping(Abroad(), mapping => mapping with { Tax = new() { Codes = new Dictionary<string, string> { ["20%"] = "3" } } }), "tax_rate_differs", "tax.codes", "'5.0% R', takes 5%");

    [Fact]
    public void Untaxed_lines_where_the_company_has_no_code_without_tax()
    {
        var facts = Abroad() with { Seen = Seen(new QboSync.Tests.Kit.Order(5) { Currency = "GBP" }.Json()) };
        Assert.Empty(MappingCheck.Of(facts));
        Level(FindingLevel.Error, WithCodes(facts, TaxCodes[0]), "tax_mapping_missing", "tax.untaxed", "1 order");
        var two = WithCodes(facts, TaxCodes[0], TaxCodes[3], new TaxCode("9", "Outside scope", []));
        Assert.Contains("'No VAT' or 'Outside scope'", One(two, "tax_mapping_missing").Fix);
    }

    [Fact]
    public void Taxes_in_a_company_that_keeps_none() => Level(FindingLevel.Warning,
        Sound() with { Lists = Sound().Lists with { Facts = Sound().Lists.Facts with { UsingSalesTax = false } } }, "sales_tax_off", "items.sales_tax", "WooCommerce Sales Tax");

    [Fact]
    public void Automated_sales_tax() => Level(FindingLevel.Info,
        Sound() with { Lists = Sound().Lists with { Facts = Sound().Lists.Facts with { AutomatedTax = true } } }, "automated_sales_tax", null, "by itself");

    [Fact]
    public void Orders_that_cannot_be_written_down() => Level(FindingLevel.Error,
        Sound() with { Undraftable = [new Undraftable("total_differs", "The lines add up to 9.00.", "47", 3)] }, "total_differs", null, "3 of the orders seen could not be booked, 47 for one: The lines add up to 9.00.");

    [Fact]
    public void A_foreign_currency_without_multicurrency() =>
        Level(FindingLevel.Error, Sound() with { Seen = Seen(CheckOrders.Taxed(1, "EUR", 8m)) }, "currency_not_enabled", null, "sells in EUR (1 of the orders seen), but the company keeps only USD");

    [Fact]
    public void A_currency_that_was_not_added()
    {
        var facts = Sound() with { Seen = Seen(CheckOrders.Taxed(1, "EUR", 8m)) };
        facts = facts with { Lists = facts.Lists with { Facts = facts.Lists.Facts with { MultiCurrency = true }, Currencies = ["USD", "CAD"] } };
        Level(FindingLevel.Error, facts, "currency_not_added", null, "(USD, CAD)");
        Assert.Empty(MappingCheck.Of(facts with { Lists = facts.Lists with { Currencies = ["USD", "EUR"] } }));
    }

    [Fact]
    public void A_mapping_that_names_what_is_not_there() => Level(FindingLevel.Error,
        Sound() with { Broken = [new FieldError("accounts.income", "the company has no active account 'Slaes'")] }, "mapping_broken", "accounts.income", "accounts.income: the company has no active account 'Slaes'");

    [Fact]
    public void No_income_account() => Level(FindingLevel.Error, Mapping(Sound(), mapping => mapping with { Accounts = new() { Deposit = "4" } }), "account_missing", "accounts.income", "no income account");

    [Fact]
    public void No_account_to_refund_from() => Level(FindingLevel.Warning, Mapping(Sound(), mapping => mapping with { Accounts = new() { Income = "79" } }), "refund_account_missing", "accounts.refund_from", "refunds are paid");

    [Fact]
    public void Fees_without_an_account() => Level(FindingLevel.Error, Mapping(Sound(), mapping => mapping with { GatewayFees = new() { Enabled = true } }), "fee_account_missing", "gateway_fees.expense_account", "no expense account");

    [Theory]
    [InlineData("QuickBooks Online Essentials", true, true)]
    [InlineData("QuickBooks Online Plus", false, true)]
    [InlineData("QuickBooks Online Plus", true, false)]
    public void Inventory_that_the_company_does_not_keep(string plan, bool tracked, bool told)
    {
        var facts = Mapping(Setup(Sound(), setup => setup with { Plan = plan, Inventory = tracked }), mapping => mapping with { Products = new() { ItemType = "Inventory" } });
        Assert.Equal(told, MappingCheck.Of(facts).Any(finding => finding.Code == "inventory_not_in_plan"));
    }

    [Fact]
    public void Inventory_without_its_accounts()
    {
        var facts = Mapping(Sound(), mapping => mapping with { Products = new() { ItemType = "Inventory" } });
        Assert.Empty(MappingCheck.Of(facts));
        facts = facts with { Lists = facts.Lists with { Facts = facts.Lists.Facts with { Accounts = [.. Accounts.Take(3)] } } };
        Assert.Equal(["accounts.asset", "accounts.expense"], MappingCheck.Of(facts).Where(finding => finding.Code == "account_missing").Select(finding => finding.Field!));
    }

    [Fact]
    public void Stock_that_starts_after_the_first_orders() => Level(FindingLevel.Warning,
        Mapping(Sound(), mapping => mapping with { Products = new() { ItemType = "Inventory", InventoryStart = "2026-02-01" } }), "inventory_starts_late", "products.inventory_start", "from 2026-02-01, but orders are booked from 2026-01-01");

    [Fact]
    public void Duplicate_SKUs() => Level(FindingLevel.Warning, Sound() with { DuplicateSkus = 3 }, "duplicate_skus", null, "3 SKUs");

    [Fact]
    public void Numbers_that_QuickBooks_replaces() => Level(FindingLevel.Warning, Setup(Sound(), setup => setup with { CustomNumbers = false }), "numbers_replaced", "orders.doc_number_prefix", "may replace the order's number");

    [Fact]
    public void Credits_that_QuickBooks_puts_elsewhere()
    {
        var refunded = JsonNode.Parse(new QboSync.Tests.Kit.Order(5) { Paid = false, Refunds = [new(9, 1m, [])] }.Json())!.ToJsonString();
        var facts = Setup(Sound(), setup => setup with { AutoApplyCredit = true });
        Assert.Empty(MappingCheck.Of(facts));
        Level(FindingLevel.Warning, facts with { Seen = Seen(refunded) }, "auto_apply_credit", null, "another invoice of the same customer");
    }

    [Fact]
    public void A_class_or_location_that_the_company_does_not_track()
    {
        var facts = Mapping(Setup(Sound(), setup => setup with { Classes = false, Locations = false }),
            mapping => mapping with { Stores = new Dictionary<string, StoreMapping> { ["shop"] = new() { Class = "1", Location = "2" } } });
        Level(FindingLevel.Warning, facts, "classes_off", "stores.shop.class", "does not track classes");
        Level(FindingLevel.Warning, facts, "locations_off", "stores.shop.location", "does not track locations");
    }

    [Fact]
    public void Books_that_are_closed_after_the_start_date()
    {
        var facts = Setup(Sound(), setup => setup with { ClosedUntil = "2026-03-31" });
        Level(FindingLevel.Warning, facts, "start_date_closed", "orders.closed_period", "from 2026-01-01 on, but the books are closed up to 2026-03-31");
        Assert.Empty(MappingCheck.Of(facts with { StartDate = "2026-04-01" }));
        Assert.Contains("first open day", One(Mapping(facts, mapping => mapping with { Orders = mapping.Orders with { ClosedPeriod = ClosedPeriodPolicy.FirstOpenDay } }), "start_date_closed").Message);
    }

    [Fact]
    public void Orders_that_wait_for_a_closed_period() => Level(FindingLevel.Warning,
        Setup(Sound(), setup => setup with { ClosedUntil = "2026-11-21" }), "closed_period", "orders.closed_period", "1 of the orders that are not booked yet");

    [Fact]
    public void Two_stores_with_one_prefix() => Level(FindingLevel.Error, Sound() with { Stores = ["shop", "outlet"] }, "prefix_clash", "stores.shop.doc_number_prefix", "outlet and shop");

    [Fact]
    public void No_status_that_is_booked() => Level(FindingLevel.Error,
        Mapping(Sound(), mapping => mapping with { Orders = mapping.Orders with { Statuses = new Dictionary<string, BookAs>() } }), "no_status_booked", "orders.statuses", "no order ever is");

    [Theory]
    [InlineData("shipped", true)]
    [InlineData("pending", false)]
    [InlineData("refunded", false)]
    [InlineData("checkout-draft", false)]
    [InlineData("completed", false)]
    public void A_status_of_the_shop_that_is_not_booked(string status, bool told)
    {
        var findings = MappingCheck.Of(Sound() with { Seen = Seen(CheckOrders.Taxed(1, "USD", 8m, status: status)) });
        Assert.Equal(told ? ["orders.statuses.shipped"] : [], findings.Where(finding => finding.Code == "status_not_booked").Select(finding => finding.Field!));
    }

    [Fact]
    public void A_payment_method_for_which_nothing_is_set() => Level(FindingLevel.Warning,
        Mapping(Sound(), mapping => mapping with { PaymentMethods = new Dictionary<string, PaymentMapping>() }), "payment_method_unmapped", "payment_methods.stripe", "'Card' (stripe)");

    [Fact]
    public void Fees_of_a_gateway_that_are_not_booked()
    {
        var order = JsonNode.Parse(CheckOrders.Taxed(1, "USD", 8m))!.AsObject();
        order["meta_data"] = new JsonArray(new JsonObject { ["id"] = 1, ["key"] = "_stripe_fee", ["value"] = "0.62" });
        Level(FindingLevel.Info, Sound() with { Seen = Seen(order.ToJsonString()) }, "gateway_fees_not_booked", "gateway_fees.enabled", "1 of the orders seen");
    }
}
