using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Benchmarks.Checking;
using Benchmarks.Comparing;
using Benchmarks.Deploying;
using Benchmarks.Filling;
using Benchmarks.Following;
using Testing.Brokers;

namespace Benchmarks.Measuring;

/// <summary>
/// A big shop that was never announced: full syncs with history to both targets through <c>kill -9</c> of each service in turn, counts and
/// sums held against the shop, and a second, incremental sync that has nothing to do.
/// </summary>
internal static class ShopBenchmark
{
    private static readonly string[] Apart = ["Webhooks", "QboSync", "SupabaseSync", "Credentials"];

    // Short, so that what a killed process held is free again soon; one page of the stand-in takes a fraction of that.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["QuickBooks:TimeoutSeconds"] = "10",
        ["QuickBooks:InDoubtWaitSeconds"] = "10",
        ["Sync:LeaseSeconds"] = "15",
        ["Pulling:LeaseSeconds"] = "10",
        ["Relay:FirstSilenceSeconds"] = "10",
        ["Runs:SuspectAfterSeconds"] = "10",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    /// <summary>What came of it.</summary>
    /// <param name="Figures">How fast, and at what cost.</param>
    /// <param name="Wrong">What is not as the shop has it; nothing where all is well.</param>
    public sealed record Outcome(IReadOnlyList<Figure> Figures, IReadOnlyList<string> Wrong);

    /// <summary>Fills a shop and syncs it: four services on RabbitMQ, or all in one process where there is no broker.</summary>
    public static async Task<Outcome> RunAsync(ShopSize size, int kills, bool embedded)
    {
        await using var broker = embedded ? null : await RabbitMqNode.StartNewAsync();
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture); // all orders are older: only an import of history books them
        await using var platform = await BenchPlatform.StartAsync(embedded ? ["Platform"] : Apart, broker, ["quickbooks", "supabase"], more: Settings, startDate: today);
        var shop = await new ShopFiller(platform.Http, platform.Sandbox.Address).FillAsync(size);
        Console.WriteLine($"shop: filled with {size.Orders} orders, {size.Products} products and {size.Variations} variations, {size.Customers} customers");

        var use = new ProcessUse();
        var killing = new Kills(platform, use);
        var expected = 2 * SyncRuns.Entities.Sum(shop.Records);
        var longest = TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(expected * 0.1);
        var (started, watch) = (TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
        var runs = await SyncRuns.StartAsync(platform, new JsonObject { ["full_sync"] = true, ["history"] = true });
        await killing.SpreadAsync(runs, expected, kills);
        await runs.EndedAsync(longest);
        var took = Stopwatch.GetElapsedTime(watch);
        foreach (var service in platform.Services) await use.KeepAsync(service);

        var (wrong, last) = await RunCounts.OfFullAsync(runs, shop);
        List<string> findings = [.. wrong, .. await BothTargets.WrongAsync(platform, shop)];
        if (killing.Done.Count < kills) findings.Add($"Only {killing.Done.Count} of {kills} kills found a run under way: the shop is too small for so many.");

        var again = await SyncRuns.StartAsync(platform, []);
        await again.EndedAsync(longest);
        findings.AddRange(await RunCounts.OfNothingAsync(again));
        findings.AddRange((await BothTargets.WrongAsync(platform, shop)).Select(finding => $"after the second sync: {finding}"));

        return new Outcome([.. await RatesAsync(platform, shop, started, last), .. Costs(use, expected, took, killing)], findings);
    }

    private static async Task<IEnumerable<Figure>> RatesAsync(BenchPlatform platform, FilledShop shop, DateTimeOffset started, IReadOnlyDictionary<string, DateTimeOffset> last)
    {
        var most = Math.Min(shop.Orders.Count, 2000);
        var bare = new Dictionary<string, double> { ["quickbooks"] = await new BareBooks(platform).PostAgainAsync(most), ["supabase"] = await new BareRows(platform).PostAgainAsync(most) };
        var records = SyncRuns.Entities.Sum(shop.Records);
        return last.OrderBy(pair => pair.Key).Select(pair =>
        {
            var rate = records / (pair.Value - started).TotalSeconds;
            return new Figure($"shop: {pair.Key}, records a second, kills included", string.Create(CultureInfo.InvariantCulture,
                $"{rate:0}/s, {rate / bare[pair.Key]:0.000} of a bare client's {bare[pair.Key]:0}/s"));
        });
    }

    private static IEnumerable<Figure> Costs(ProcessUse use, int outcomes, TimeSpan took, Kills killing)
    {
        yield return new("shop: outcomes in both targets, and how long they took", string.Create(CultureInfo.InvariantCulture, $"{outcomes} in {took.TotalSeconds:0} s"));
        yield return new("shop: kill -9", killing.Done.Count == 0 ? "none" : string.Join(", ", killing.Done.GroupBy(kill => kill.Service).Select(kill => $"{kill.Key} {kill.Count()}")));
        foreach (var (service, (cpu, peak)) in use.ByService)
            yield return new($"shop: {service}", string.Create(CultureInfo.InvariantCulture, $"{cpu.TotalMilliseconds / (outcomes / 2.0):0.00} ms of processor a record, {peak} MB at most"));
    }
}
