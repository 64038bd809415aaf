using QboSync.Documents;

namespace QboSync.Tests.Documents;

public sealed class CentsTests
{
    [Theory]
    [InlineData("1861.075", "1861.08")]
    [InlineData("-2.345", "-2.35")]
    [InlineData("0.004", "0.00")]
    [InlineData("12", "12.00")]
    public void Half_a_cent_is_rounded_away_from_zero(string amount, string expected) =>
        Assert.Equal(expected, Cents.Round(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)).ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_unit_price_times_the_quantity_is_the_amount_or_there_is_none()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 20_000; i++)
        {
            var amount = random.Next(0, 1_000_000) / 100m;
            var quantity = random.Next(0, 4) == 0 ? random.Next(1, 99_999) / 1000m : random.Next(1, 500);
            if (Cents.UnitPrice(amount, quantity) is { } price)
                Assert.Equal(amount, Math.Round(price * quantity, 2, MidpointRounding.AwayFromZero));
            else
                Assert.Fail($"No price for {quantity} pieces at {amount}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Without_pieces_there_is_no_price(int quantity) => Assert.Null(Cents.UnitPrice(10m, quantity));

    [Fact]
    public void A_price_has_no_more_decimals_than_it_needs()
    {
        Assert.Equal(19.99m, Cents.UnitPrice(39.98m, 2));
        Assert.Equal(33.333m, Cents.UnitPrice(100m, 3));
    }
}
