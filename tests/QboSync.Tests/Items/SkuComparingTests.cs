using QboSync.Items.Reporting;

namespace QboSync.Tests.Items;

public sealed class SkuComparingTests
{
    [Fact]
    public void Shared_missing_and_ambiguous_SKUs_are_reported_and_clear_ones_are_not()
    {
        ShopSku[] products =
        [
            new("s1", 1, "Mug", "MUG", "10"), new("s1", 2, "Cup", "mug", null), new("s1", 3, "Lamp", "LAMP", null), new("s1", 4, "No SKU", "", null),
            new("s2", 9, "Lamp elsewhere", "LAMP", null), new("s1", 5, "Clear", "CLEAR", "11"),
        ];
        CompanySku[] items = [new("10", "Mug", "Mug"), new("20", "Lamp", "lamp"), new("21", "Old lamp", "LAMP"), new("11", "Clear", "CLEAR"), new("30", "Other", "")];

        var report = SkuComparing.Compare("42", DateTimeOffset.UnixEpoch, products, items);

        var shared = Assert.Single(report.Shared);
        Assert.Equal(("MUG", "1,2", "10"), (shared.Sku, string.Join(",", shared.Products.Select(product => product.WooId)), string.Join(",", shared.Items.Select(item => item.Id))));
        Assert.Equal(("LAMP", 2), (Assert.Single(report.SeveralItems).Sku, report.SeveralItems[0].Items.Count));
        Assert.Equal(4, Assert.Single(report.Missing).WooId);
        Assert.Equal((6, 5), (report.Products, report.Items));
    }
}
