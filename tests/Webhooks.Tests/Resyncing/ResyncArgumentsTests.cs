using Webhooks.Resyncing;

namespace Webhooks.Tests.Resyncing;

public class ResyncArgumentsTests
{
    [Fact]
    public void Arguments_become_the_body_of_the_sync_api()
    {
        var read = ResyncArguments.Read(["orders", "--ids", "1042,1043", "--target=quickbooks", "--reason", "total was wrong", "--force", "--store", "shop", "--urls", "http://127.0.0.1:9000", "--Platform:DataDirectory=/data"]);
        Assert.Equal("orders", read.Entity);
        Assert.Equal("""{"ids":[1042,1043],"target":"quickbooks","reason":"total was wrong","force":true,"store_id":"shop"}""", read.Body.ToJsonString());
        Assert.Equal(["--urls=http://127.0.0.1:9000", "--Platform:DataDirectory=/data"], read.Settings);
    }

    [Fact]
    public void Days_go_together() => Assert.Equal("""{"date_range":{"start":"2024-01-01","end":"2024-01-31","field":"created"},"full_sync":true}""",
        ResyncArguments.Read(["products", "--start", "2024-01-01", "--end", "2024-01-31", "--field", "created", "--full-sync"]).Body.ToJsonString());

    [Theory]
    [InlineData("The entity is missing")]
    [InlineData("order: is no entity", "order")]
    [InlineData("--idz: there is no such argument", "orders", "--idz", "1")]
    [InlineData("--ids: 'x' is no WooCommerce id", "orders", "--ids", "1,x")]
    [InlineData("--ids: give", "orders", "--ids", ",")]
    [InlineData("--ids: its value is missing", "orders", "--ids")]
    [InlineData("--force: takes no value", "orders", "--force=yes")]
    [InlineData("1042: there is no such argument", "orders", "1042")]
    public void A_wrong_argument_is_named(string said, params string[] args) =>
        Assert.StartsWith(said, Assert.Throws<FormatException>(() => ResyncArguments.Read(args)).Message, StringComparison.Ordinal);
}
