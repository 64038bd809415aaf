using System.Text.Json.Nodes;
using QboSync.Documents;
using QboSync.Storage;

namespace QboSync.Tests.Documents;

public sealed class TextTests
{
    [Theory]
    [InlineData("Sticker <b>Pack</b> &amp; \"more\"", "Sticker Pack & \"more\"")]
    [InlineData("Plain Mug &times; 2", "Plain Mug × 2")]
    [InlineData("  a\t b\r\n c ", "a b c")]
    [InlineData("3 < 4 and 5 > 4", "3 < 4 and 5 > 4")]
    public void Markup_and_entities_are_gone(string html, string text) => Assert.Equal(text, PlainText.Of(html));

    [Theory]
    [InlineData("Parent:Child", "Parent Child")]
    [InlineData(":", "")]
    public void A_name_has_no_colon(string text, string name) => Assert.Equal(name, PlainText.Name(text));

    [Fact]
    public void A_character_is_never_cut_in_half()
    {
        var text = new string('x', 99) + "😀";

        Assert.Equal(new string('x', 99), PlainText.Cut(text, 100));
    }

    [Fact]
    public void A_suffix_stays_whole_and_the_name_gives_way()
    {
        var name = PlainText.Name(new string('x', 100), "SKU-1");

        Assert.Equal(100, name.Length);
        Assert.EndsWith("x (SKU-1)", name);
    }

    [Theory]
    [InlineData("WC-", "1042", "1042", "WC-1042")]
    [InlineData("WC-", "2026-0000000000001042", "1042", "WC-1042")]
    public void Numbers_too_long_give_way_to_the_id(string prefix, string number, string id, string expected) =>
        Assert.Equal(expected, DocNumber.OfOrder(prefix, number, id));

    [Theory]
    [InlineData("1042", "1042", "1077", "WC-1042-R1077")]
    [InlineData("INV/2026/1042", "1042", "1077", "WC-1042-R1077")]
    [InlineData("123456789", "123456789", "123456789", "WC-R123456789")]
    public void Refund_numbers_fit(string number, string order, string refund, string expected) =>
        Assert.Equal(expected, DocNumber.OfRefund("WC-", number, order, refund));

    [Theory]
    [InlineData("WooCommerce order 10 | s | SalesReceipt 10", true)]
    [InlineData("WooCommerce order 10 | s | SalesReceipt 10\nVoided", true)]
    [InlineData("WooCommerce order 10 | s | SalesReceipt 104", false)]
    [InlineData("copied: WooCommerce order 10 | s | SalesReceipt 10", false)]
    [InlineData(null, false)]
    public void The_marker_is_the_beginning_of_the_note_and_whole(string? note, bool ours) =>
        Assert.Equal(ours, Marker.IsOn(new JsonObject { ["PrivateNote"] = note }, Marker.Of("10", "s", DocumentKind.SalesReceipt, "10")));

    [Theory]
    [InlineData(" jane@example.test ", "jane@example.test")]
    [InlineData("not an address", null)]
    [InlineData("a@b", null)]
    [InlineData("", null)]
    public void Only_addresses_that_QuickBooks_takes_are_sent(string text, string? email) => Assert.Equal(email, Addresses.Email(text));

    [Fact]
    public void Long_keys_are_hashed_and_case_does_not_matter()
    {
        Assert.Equal(NaturalKeys.Of("Jane@Example.test "), NaturalKeys.Of("jane@example.test"));
        var longKey = NaturalKeys.Of(new string('x', 500));
        Assert.StartsWith("sha256:", longKey);
        Assert.NotEqual(longKey, NaturalKeys.Of(new string('x', 501)));
        Assert.True(longKey.Length <= NaturalKeys.Longest);
    }
}
