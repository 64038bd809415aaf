using QboSync.Documents;

namespace QboSync.Tests.Documents;

public sealed class CentSpreadingTests
{
    [Fact]
    public void Amounts_keep_their_sum_and_none_moves_by_more_than_a_cent()
    {
        var random = new Random(33);
        for (var i = 0; i < 5_000; i++)
        {
            var amounts = Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(-2_000_000, 20_000_000) / 1_000_000m).ToList();
            var sum = Cents.Round(amounts.Sum());

            var cents = CentSpreading.Spread(amounts, sum);

            Assert.Equal(sum, cents.Sum());
            Assert.All(cents.Zip(amounts), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 0.01m));
        }
    }

    [Fact]
    public void Whole_cents_stand_whatever_the_sum_is() => Assert.Equal([1.00m, 2.00m], CentSpreading.Spread([1.00m, 2.00m], 3.01m));

    [Fact]
    public void A_sum_that_the_amounts_do_not_come_to_is_not_hidden_in_them() => Assert.Equal([0.33m, 0.33m], CentSpreading.Spread([0.333333m, 0.333333m], 0.70m));
}
