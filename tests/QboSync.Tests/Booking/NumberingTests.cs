using QboSync.Booking.Deciding;
using QboSync.Storage;

namespace QboSync.Tests.Booking;

/// <summary>Numbers of documents that are booked again, or beside another one.</summary>
public sealed class NumberingTests
{
    [Theory]
    [InlineData(null, null, "WC-7")]
    [InlineData("WC-7", null, "WC-7")]
    [InlineData("WC-7", Removal.Delete, "WC-7")]
    [InlineData("WC-7", Removal.Void, "WC-7-2")]
    [InlineData("WC-7-2", Removal.Void, "WC-7-3")]
    [InlineData("WC-7-2", Removal.Delete, "WC-7-2")]
    [InlineData("1045", Removal.Void, "WC-7")]
    [InlineData("WC-7-02", Removal.Void, "WC-7")]
    public void A_voided_document_keeps_its_number_and_the_next_gets_another(string? last, Removal? removed, string number) =>
        Assert.Equal(number, Numbering.Of("WC-7", Row(last, removed)));

    [Fact]
    public void Beside_another_document_the_order_has_the_next_number_and_keeps_it()
    {
        var row = Row(null, null);
        Assert.False(Numbering.IsBeside("WC-7", row));
        row.DocNumber = Numbering.Beside("WC-7", row);

        Assert.Equal("WC-7-2", row.DocNumber);
        Assert.True(Numbering.IsBeside("WC-7", row));
        Assert.Equal("WC-7-2", Numbering.Of("WC-7", row));
        Assert.Equal("WC-7-3", Numbering.Beside("WC-7", row));
    }

    [Fact]
    public void A_long_number_gives_way_to_the_count()
    {
        const string Number = "WC-1234567890-R123456"; // 21 characters
        var next = Numbering.Of(Number, Row(Number, Removal.Void));

        Assert.Equal("WC-1234567890-R1234-2", next);
        Assert.Equal("WC-1234567890-R1234-3", Numbering.Of(Number, Row(next, Removal.Void)));
    }

    private static BookedDocument Row(string? number, Removal? removed) => new()
    {
        TenantId = "t", Account = "a", StoreId = "s", RecordKey = "7", Role = DocumentRole.Sale, Kind = DocumentKind.SalesReceipt, SourceId = "7",
        DocNumber = number, Removed = removed, ExternalId = removed is null ? null : "1",
    };
}
