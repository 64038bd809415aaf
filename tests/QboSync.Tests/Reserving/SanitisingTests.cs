using System.Text.Json.Nodes;
using QboSync.Reserving;
using QboSync.Talking;

namespace QboSync.Tests.Reserving;

public sealed class SanitisingTests
{
    [Fact]
    public void A_refused_address_of_mail_is_left_out()
    {
        var clean = Clean(new() { ["DisplayName"] = "Jane", ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = "jane@a..b" } }, new("2210", "", "", "PrimaryEmailAddr"));

        Assert.Equal("""{"DisplayName":"Jane"}""", clean);
    }

    [Theory]
    [InlineData("DisplayName")]
    [InlineData("Customer.DisplayName")]
    [InlineData(null)]
    public void Refused_characters_are_taken_from_the_field_that_is_named_else_from_every_text(string? element)
    {
        var clean = Clean(new() { ["DisplayName"] = "Jane <Doe> 🎁", ["CurrencyRef"] = new JsonObject { ["value"] = "U<D" } }, new("2040", "", "", element));

        Assert.Equal("""{"DisplayName":"Jane Doe","CurrencyRef":{"value":"U\u003CD"}}""", clean);
    }

    [Theory]
    [InlineData("Max:10 supplied:12", 10)]
    [InlineData("String length is longer than the maximum of 7 characters", 7)]
    [InlineData("too long", 6)]
    public void A_text_that_is_too_long_is_cut_to_the_limit_that_QuickBooks_names_else_to_half(string detail, int left)
    {
        var clean = Sanitising.Of(new() { ["BillAddr"] = new JsonObject { ["Line1"] = "abcdefghijkl" }, ["GivenName"] = "abcdefghijkl" }, [new("2050", "", detail, "BillAddr.Line1")])!;

        Assert.Equal((left, 12), (clean["BillAddr"]!["Line1"]!.GetValue<string>().Length, clean["GivenName"]!.GetValue<string>().Length));
    }

    [Fact]
    public void What_is_not_about_a_text_or_cannot_be_mended_is_not_sent_again()
    {
        Assert.Null(Sanitising.Of(new() { ["DisplayName"] = "Jane" }, [new("6000", "", "")]));
        Assert.Null(Sanitising.Of(new() { ["DisplayName"] = "Jane" }, [new("2040", "", "", "DisplayName")]));
    }

    [Theory]
    [InlineData("Seán O'Neil", "Seán O'Neil")]
    [InlineData("李小龍", "李小龍")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("A|B {C} €5", "A B C 5")]
    public void Letters_of_any_script_stay(string text, string plain) => Assert.Equal(plain, Sanitising.Plain(text));

    [Fact]
    public void A_name_of_nothing_but_refused_characters_becomes_some_name()
    {
        Assert.Equal("""{"DisplayName":"WooCommerce"}""", Clean(new() { ["DisplayName"] = "🎁🎁", ["GivenName"] = "🎁" }, new("2040", "", "")));
    }

    private static string Clean(JsonObject body, QuickBooksError error) => Sanitising.Of(body, [error])!.ToJsonString();
}
