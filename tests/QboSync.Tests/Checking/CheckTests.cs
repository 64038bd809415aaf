using System.Text.Json.Nodes;
using QboSync.Tests.Kit;
using QboSync.Tests.Mapping;

namespace QboSync.Tests.Checking;

public sealed class CheckTests
{
    private static IEnumerable<string> Codes(JsonObject report, string level) =>
        report["findings"]!.AsArray().Where(finding => (string?)finding!["level"] == level).Select(finding => (string)finding!["code"]!).Order();

    [Fact]
    public async Task A_company_with_what_its_shop_needs_is_ok()
    {
        await using var api = await MappingApi.StartAsync();
        await api.TakeInAsync(CheckOrders.Taxed(1, "USD", 8m));
        await api.PatchAsync("""{"payment_methods":{"*":{"method":"Visa"}}}""");

        var report = await api.GetAsync("mapping/check");

        Assert.True((bool)report["ok"]!, report.ToJsonString());
        Assert.Equal(1, (int)report["orders_seen"]!);
        Assert.Empty(report["findings"]!.AsArray());
    }

    [Fact]
    public async Task A_company_abroad_that_nobody_has_set_up_is_told_all_that_is_missing_before_the_first_order_fails()
    {
        await using var api = await MappingApi.StartAsync("GB", "GBP");
        api.StartDate = "2026-01-01";
        await api.SettingsAsync("""{"preferences":{"SalesFormsPrefs":{"CustomTxnNumbers":false},"AccountingInfoPrefs":{"BookCloseDate":"2026-03-31"}}}""");
        await api.TakeInAsync(CheckOrders.Taxed(1, "GBP", 20m));
        await api.TakeInAsync(CheckOrders.Taxed(2, "EUR", 20m, "cod", "Cash on delivery"));

        var report = await api.GetAsync("mapping/check");

        Assert.False((bool)report["ok"]!);
        Assert.Equal(["currency_not_enabled"], Codes(report, "error")); // of 20 % one tax code alone
        Assert.Equal(["numbers_replaced", "payment_method_unmapped", "payment_method_unmapped", "start_date_closed"], Codes(report, "warning"));
    }

    [Fact]
    public async Task An_account_that_was_made_inactive_is_found_at_once()
    {
        await using var api = await MappingApi.StartAsync();
        await api.TakeInAsync(CheckOrders.Taxed(1, "USD", 8m));
        await api.PatchAsync("""{"accounts":{"deposit":"Savings"},"payment_methods":{"*":{"method":"Visa"}}}""");
        await api.Books.EnterAsync("account", new JsonObject { ["Id"] = "36", ["SyncToken"] = "0", ["sparse"] = true, ["Active"] = false });

        var finding = Assert.Single((await api.GetAsync("mapping/check"))["findings"]!.AsArray())!;

        Assert.Equal("mapping_broken", (string?)finding["code"]);
        Assert.Equal("accounts.deposit", (string?)finding["field"]);
    }

    [Fact]
    public async Task A_company_that_cannot_be_asked_is_the_one_finding()
    {
        await using var api = await MappingApi.StartAsync();
        api.Books.Next(Mishap.Answer(_ => true, 503, "{}"));

        Assert.Single(Codes(await api.GetAsync("mapping/check"), "error"));
    }
}
