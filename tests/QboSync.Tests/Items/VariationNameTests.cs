using System.Text.Json.Nodes;
using QboSync.Items;
using Woo.Shapes;

namespace QboSync.Tests.Items;

public sealed class VariationNameTests
{
    [Theory]
    [InlineData("Hoodie - Red, S", "Red|S", "Hoodie", "Hoodie - Red, S")] // as its webhook says it
    [InlineData("Red, S", "Red|S", "Hoodie", "Hoodie - Red, S")] // as the list of variations says it
    [InlineData("Red, S", "Red|S", null, "Product 30 - Red, S")]
    [InlineData("Hoodie", "Red|S|Cotton", "Hoodie", "Hoodie - Red, S, Cotton")] // three attributes: WooCommerce leaves them out
    [InlineData("T-Shirt - Classic", "Red|S|Cotton", null, "T-Shirt - Classic - Red, S, Cotton")]
    [InlineData("Hoodie - Red, S", "", null, "Hoodie - Red, S")]
    [InlineData("Red, S", "", null, "Product 30 - Red, S")]
    public void A_variation_is_called_by_its_parent_and_its_attributes(string name, string options, string? parent, string expected)
    {
        var product = Product(name, "variation", options.Split('|', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(expected, VariationName.Of(product, VariationName.NeedsParent(product) ? parent : null));
    }

    [Fact]
    public void A_simple_product_keeps_its_name_whatever_its_attributes() =>
        Assert.Equal("Mug", VariationName.Of(Product("Mug", "simple", ["Red"]), null));

    private static WooProduct Product(string name, string type, string[] options) => WooJson.Product(new JsonObject
    {
        ["id"] = 31, ["parent_id"] = type == "variation" ? 30 : 0, ["name"] = name, ["type"] = type,
        ["attributes"] = new JsonArray([.. options.Select((option, index) => (JsonNode)new JsonObject { ["id"] = 0, ["name"] = $"a{index}", ["option"] = option })]),
    }.ToJsonString());
}
