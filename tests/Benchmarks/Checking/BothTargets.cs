using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Benchmarks.Deploying;
using Benchmarks.Filling;

namespace Benchmarks.Checking;

/// <summary>Holds what stands in the stand-ins of QuickBooks and Supabase against the shop: everything once, and the sums to the penny.</summary>
internal static class BothTargets
{
    /// <summary>What is wrong; nothing where all is well.</summary>
    public static async Task<IReadOnlyList<string>> WrongAsync(BenchPlatform platform, FilledShop shop)
    {
        var findings = new List<string>();
        void Same<T>(string what, T found, T right)
        {
            if (!EqualityComparer<T>.Default.Equals(found, right)) findings.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {found}, right would be {right}"));
        }

        var sales = await DocumentsAsync(platform, "SalesReceipt", "Invoice");
        Same("QuickBooks, sales", sales.Count, shop.Bookable.Count());
        Same("QuickBooks, different numbers of sales", sales.Select(sale => sale.Name).Distinct().Count(), sales.Count);
        Same("QuickBooks, total of sales", sales.Sum(sale => sale.Total), shop.Bookable.Sum(order => order.Total));
        var refunds = await DocumentsAsync(platform, "RefundReceipt", "CreditMemo");
        Same("QuickBooks, refunds", refunds.Count, shop.Refunded.Count());
        Same("QuickBooks, different numbers of refunds", refunds.Select(refund => refund.Name).Distinct().Count(), refunds.Count);
        Same("QuickBooks, total of refunds", refunds.Sum(refund => refund.Total), shop.Refunded.Sum(order => order.Refunded));
        var items = (await ListAsync(platform, "Item", "Sku")).Where(sku => sku.StartsWith("BIG-", StringComparison.Ordinal)).ToList();
        Same("QuickBooks, items", items.Count, shop.Size.Products - shop.Size.Variable + shop.Size.Variations);
        Same("QuickBooks, different items", items.Distinct().Count(), items.Count);
        var customers = (await ListAsync(platform, "Customer", "PrimaryEmailAddr")).Where(email => email.StartsWith("customer", StringComparison.Ordinal)).ToList();
        Same("QuickBooks, registered customers", customers.Count, shop.Size.Customers);
        Same("QuickBooks, different registered customers", customers.Distinct().Count(), customers.Count);

        var orders = await RowsAsync(platform, "orders", "total");
        Same("Supabase, orders", orders.Count, shop.Orders.Count);
        Same("Supabase, total of orders", orders.Sum(), shop.Orders.Values.Sum(order => order.Total));
        var returned = await RowsAsync(platform, "order_refunds", "amount");
        Same("Supabase, refunds", returned.Count, shop.Refunded.Count());
        Same("Supabase, total of refunds", returned.Sum(), shop.Refunded.Sum(order => order.Refunded));
        Same("Supabase, products and variations", await platform.RowsAsync("products"), shop.Records("products"));
        Same("Supabase, customers", await platform.RowsAsync("customers"), shop.Records("customers"));
        return findings;
    }

    private static async Task<List<(string Name, decimal Total)>> DocumentsAsync(BenchPlatform platform, params string[] kinds)
    {
        var documents = new List<(string, decimal)>();
        foreach (var kind in kinds)
        {
            using var answer = await GetAsync(platform, $"quickbooks/control/documents?kind={kind}");
            documents.AddRange(answer.RootElement.GetProperty(kind).EnumerateArray().Select(document => (document.GetProperty("DocNumber").GetString()!, Number(document.GetProperty("TotalAmt")))));
        }
        return documents;
    }

    private static async Task<List<string>> ListAsync(BenchPlatform platform, string kind, string name)
    {
        using var answer = await GetAsync(platform, $"quickbooks/control/documents?kind={kind}");
        return [.. answer.RootElement.GetProperty(kind).EnumerateArray().Where(entry => entry.TryGetProperty(name, out _)).Select(entry => entry.GetProperty(name))
            .Select(value => value.ValueKind == JsonValueKind.Object ? value.GetProperty("Address").GetString()! : value.GetString()!)];
    }

    private static async Task<List<decimal>> RowsAsync(BenchPlatform platform, string table, string column)
    {
        using var answer = await GetAsync(platform, $"supabase/control/rows/{table}");
        return [.. answer.RootElement.EnumerateArray().Select(row => Number(row.GetProperty(column)))];
    }

    private static async Task<JsonDocument> GetAsync(BenchPlatform platform, string path) =>
        await JsonDocument.ParseAsync(await platform.Http.GetStreamAsync($"{platform.Sandbox.Address}/{path}"));

    // numeric columns travel as numbers or as text
    private static decimal Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDecimal();
}
