using QboSync.Customers;
using Woo.Shapes;

namespace QboSync.Tests.Customers;

public sealed class CustomerNamesTests
{
    [Fact]
    public void Names_come_in_a_fixed_order_that_ends_in_what_nobody_else_has() => Assert.Equal(
        ["Jane Doe", "Jane Doe (jane@example.test)", "Jane Doe (WooCommerce 5)", "Jane Doe (WooCommerce 5 store-1)"],
        CustomerMapping.Names("Jane", "Doe", "Acme", "jane@example.test", "WooCommerce 5", "store-1"));

    [Theory]
    [InlineData("  ", "\t", "Acme", "a@b.cd", "Acme")]
    [InlineData("\u200b", "\ufeff", " ", "a@b.cd", "a@b.cd")]
    [InlineData("", "", "", null, "WooCommerce 5")]
    [InlineData("李", "小龍", "", null, "李 小龍")]
    [InlineData("عبد", "الله", "", null, "عبد الله")]
    [InlineData("A:B", "C\nD", "", null, "A B C D")]
    public void A_name_of_nothing_is_no_name(string first, string last, string company, string? email, string expected) =>
        Assert.Equal(expected, CustomerMapping.Names(first, last, company, email, "WooCommerce 5", "store-1")[0]);

    [Fact]
    public void Long_names_stay_within_the_limit_and_apart()
    {
        var names = CustomerMapping.Names(new string('x', 300), "😀", "", "jane@example.test", "WooCommerce 5", "store-1");

        Assert.Equal(4, names.Distinct().Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, 100));
    }

    [Theory]
    [InlineData("555-0100", "555-0100")]
    [InlineData("+49 (0) 151 / 23 45 67 89 - 01 - 22", "+490151234567890122")]
    public void A_telephone_number_loses_its_decoration_before_it_loses_a_digit(string phone, string expected)
    {
        var customer = WooJson.Customer($$"""{"id":5,"billing":{"phone":"{{phone}}"} }""");

        Assert.Equal(expected, (string?)CustomerMapping.Fields(customer)["PrimaryPhone"]!["FreeFormNumber"]);
    }

    [Fact]
    public void The_guests_of_a_day_have_the_day_in_their_name_however_long_it_is()
    {
        Assert.Equal("WooCommerce guest 2026-03-05", CustomerMapping.GuestNames("WooCommerce guest", "2026-03-05")[0]);
        Assert.EndsWith(" 2026-03-05", CustomerMapping.GuestNames(new string('g', 200), "2026-03-05")[0]);
    }
}
