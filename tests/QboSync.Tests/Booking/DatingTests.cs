using System.Text.Json.Nodes;
using QboSync.Booking.Deciding;
using QboSync.Mapping;
using QboSync.Storage;

namespace QboSync.Tests.Booking;

/// <summary>Dates of documents whose own day is closed.</summary>
public sealed class DatingTests
{
    [Theory]
    [InlineData("2026-10-31", null, "2026-10-31", false)]
    [InlineData("2026-10-31", "2026-10-30", "2026-10-31", false)]
    [InlineData("2026-10-31", "2026-10-31", "2026-11-01", true)]
    [InlineData("2025-12-31", "2025-12-31", "2026-01-01", true)]
    [InlineData("2024-02-10", "2024-02-28", "2024-02-29", true)]
    public void The_first_open_day_is_the_day_after_the_books_close(string day, string? closed, string given, bool told)
    {
        var dated = Dating.Of(day, closed, ClosedPeriodPolicy.FirstOpenDay, Row());

        Assert.Equal((given, told), (dated.Day, dated.Note is not null));
        if (told) Assert.Contains(day, dated.Note);
    }

    [Fact]
    public void Held_documents_keep_their_day() =>
        Assert.Equal(new Dating.Dated("2026-10-15", null), Dating.Of("2026-10-15", "2026-10-31", ClosedPeriodPolicy.Hold, Row()));

    [Theory]
    [InlineData("2026-10-31")]
    [InlineData("2026-11-30")]
    [InlineData(null)]
    public void A_booked_document_keeps_the_day_that_it_was_given(string? closedSince)
    {
        var first = Dating.Of("2026-10-15", "2026-10-31", ClosedPeriodPolicy.FirstOpenDay, Row());
        var document = Dating.Put(new JsonObject { ["TxnDate"] = "", ["Line"] = 1 }, first, Row());
        var booked = Row(document);

        var again = Dating.Put(new JsonObject { ["TxnDate"] = "", ["Line"] = 1 }, Dating.Of("2026-10-15", closedSince, ClosedPeriodPolicy.FirstOpenDay, booked), booked);

        Assert.Equal(document.ToJsonString(), again.ToJsonString());
    }

    [Fact]
    public void A_booked_document_follows_its_order_to_another_day() =>
        Assert.Equal(new Dating.Dated("2026-11-05", null),
            Dating.Of("2026-11-05", null, ClosedPeriodPolicy.FirstOpenDay, Row(new JsonObject { ["TxnDate"] = "2026-11-04", ["PrivateNote"] = "typed by Ann" })));

    private static BookedDocument Row(JsonObject? answer = null) => new()
    {
        TenantId = "t", Account = "a", StoreId = "s", RecordKey = "7", Role = DocumentRole.Sale, Kind = DocumentKind.SalesReceipt, SourceId = "7",
        ExternalId = answer is null ? null : "1", Answer = answer?.ToJsonString(),
    };
}
