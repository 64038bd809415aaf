using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class MeteringTests
{
    private static async Task<Dictionary<string, int>> Use(CompanyHost company) =>
        (await company.Look("metering"))[CompanyHost.Realm]!.AsObject().ToDictionary(count => count.Key, count => (int)count.Value!);

    private static async Task Work(CompanyHost company)
    {
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Read("customer/1");
        await company.Query("select * from Customer");
        await company.Get("cdc?entities=Customer&changedSince=2026-03-01");
        await company.Get("reports/ProfitAndLoss");
        await company.Post("batch", $$"""{"BatchItemRequest":[{"bId":"1","operation":"create","SalesReceipt":{{Bodies.Form("1")}}},{"bId":"2","operation":"create","SalesReceipt":{{Bodies.Form("1")}}},{"bId":"3","Query":"select * from Item"}]}""");
    }

    [Fact]
    public async Task Reads_are_metered_writes_are_free_and_calls_of_both_are_counted_apart()
    {
        await using var company = await CompanyHost.Start();
        await Work(company);
        var use = await Use(company);
        Assert.Equal((1, 1, 1, 1, 1), (use["reads"], use["queries"], use["cdc"], use["reports"], use["batchQueries"]));
        Assert.Equal((1, 1, 2), (use["writes"], use["batches"], use["batchWrites"]));
        Assert.Equal((5, 3, 4, 2, 6), (use["corePlus"], use["core"], use["readCalls"], use["writeCalls"], use["calls"]));
        await company.Control("counters/reset", "{}");
        Assert.Equal(0, (await Use(company))["calls"]);
    }

    [Fact]
    public async Task Counts_survive_a_restart()
    {
        var file = Path.Combine(Path.GetTempPath(), $"qbo-{Guid.NewGuid():N}.jsonl");
        try
        {
            await using (var first = await CompanyHost.Start(file)) await Work(first);
            await using var second = await CompanyHost.Start(file, refresh: null);
            Assert.Equal(6, (await Use(second))["calls"]);
            Assert.Equal(2, (int)(await second.Look("counters"))["batch item create SalesReceipt"]!);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
