using System.Globalization;
using Benchmarks.Comparing;
using Benchmarks.Filling;
using Benchmarks.Loading;
using Benchmarks.Measuring;

namespace Benchmarks;

/// <summary>Which figures to measure, and the two roles that this program plays in processes of its own.</summary>
internal static class CommandLine
{
    private const string Help = """
        Measures the platform's figures on this machine, each against something in the same run.

          dotnet run -c Release --project tests/Benchmarks -- [receive|supabase|quickbooks|history|memory|all] [--runs N] [--seconds S] [--orders N]
          dotnet run -c Release --project tests/Benchmarks -- shop [--orders N] [--products N] [--customers N] [--kills N] [--embedded 1]

          receive     signed deliveries of 3 kB answered 200 after a durable write, 64 connections, the Webhooks process
                      against a bare Kestrel + HMAC + group-commit program; N pairs of runs of S seconds, medians (5 x 6)
          supabase    deliveries to rows in the Supabase stand-in, four service processes, a RabbitMQ of its own (20,000 orders)
          quickbooks  deliveries to documents in the QuickBooks stand-in, no limits, against a bare client that posts the
                      same documents in batches of 30 (1,000 orders); then at Intuit's limits, half a minute of them
          history     calls to QuickBooks per order, customers and items known (1,000 orders)
          memory      VmRSS and VmHWM of the all-in-one process under deliveries to both targets (5,000 orders)
          shop        a shop of 20,000 orders, 2,000 products and 5,000 customers that no webhook ever announced: full syncs
                      with history to both targets, four services on a RabbitMQ of its own, kill -9 of each in turn (12
                      kills); then counts and sums of both targets are held against the shop, and an incremental sync must
                      find nothing to do. Ends with 1 where anything differs. With --embedded 1 in one process, without broker

        Needs: rabbitmq-server for receive, supabase and shop. Everything listens on loopback and writes to temporary folders. Nothing
        else should run meanwhile: load, broker, stand-ins and services share the machine's cores. Ends with 1 where a figure is missed.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case [BareReceiver.Role, var address, var file, var secret]:
                await BareReceiver.RunAsync(address, file, secret);
                return 0;
            case [DeliveryLoad.Role, ..]:
                Console.WriteLine((await DeliveryLoad.Read(args).RunAsync()).Write());
                return 0;
        }
        var options = args.Skip(1).Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture));
        int Option(string name, int otherwise) => options.GetValueOrDefault(name, otherwise);
        if (args.FirstOrDefault() is "shop") return await ShopAsync(Option);
        var figures = new List<Figure>();
        var what = args.FirstOrDefault();
        if (what is "receive" or "all") figures.AddRange(await ReceiveBenchmark.RunAsync(Option("--runs", 5), Option("--seconds", 6)));
        if (what is "supabase" or "all") figures.AddRange(await SupabaseBenchmark.RunAsync(Option("--orders", 20_000)));
        if (what is "quickbooks" or "all") figures.AddRange(await QuickBooksBenchmark.RunAsync(Option("--orders", 1_000)));
        if (what is "history" or "all") figures.AddRange(await QuickBooksBenchmark.HistoryAsync(Option("--orders", 1_000)));
        if (what is "memory" or "all") figures.AddRange(await MemoryBenchmark.RunAsync(Option("--orders", 5_000)));
        if (figures.Count == 0)
        {
            Console.WriteLine(Help);
            return args is ["--help"] or [] ? 0 : 2;
        }
        Figure.Print(figures);
        return figures.Any(figure => figure.Passed == false) ? 1 : 0;
    }

    private static async Task<int> ShopAsync(Func<string, int, int> option)
    {
        var size = new ShopSize(option("--orders", 20_000), option("--products", 2_000), option("--customers", 5_000));
        var (figures, wrong) = await ShopBenchmark.RunAsync(size, option("--kills", 12), embedded: option("--embedded", 0) != 0);
        Figure.Print(figures);
        Console.WriteLine(wrong.Count == 0 ? "Everything stands in both targets once, with the right sums; the second sync had nothing to do." : $"WRONG\n{string.Join('\n', wrong)}");
        return wrong.Count == 0 ? 0 : 1;
    }
}
