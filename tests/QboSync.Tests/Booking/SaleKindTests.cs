using QboSync.Booking.Deciding;
using QboSync.Mapping;
using QboSync.Storage;
using QboSync.Tests.Kit;
using Woo.Shapes;

namespace QboSync.Tests.Booking;

/// <summary>As what an order is booked.</summary>
public sealed class SaleKindTests
{
    [Theory]
    [InlineData(BookAs.ByPayment, true, DocumentKind.SalesReceipt)]
    [InlineData(BookAs.ByPayment, false, DocumentKind.Invoice)]
    [InlineData(BookAs.SalesReceipt, false, DocumentKind.SalesReceipt)]
    [InlineData(BookAs.Invoice, true, DocumentKind.Invoice)]
    public void The_status_says_as_what(BookAs rule, bool paid, DocumentKind kind) =>
        Assert.Equal(kind, SaleKind.Of(Read(paid), Mapping(rule, null)));

    [Theory]
    [InlineData(BookAs.Invoice, BookAs.SalesReceipt, DocumentKind.SalesReceipt)]
    [InlineData(BookAs.SalesReceipt, BookAs.Invoice, DocumentKind.Invoice)]
    [InlineData(BookAs.SalesReceipt, BookAs.ByPayment, DocumentKind.Invoice)]
    public void The_payment_method_goes_before_the_status(BookAs status, BookAs method, DocumentKind kind) =>
        Assert.Equal(kind, SaleKind.Of(Read(paid: false), Mapping(status, method)));

    [Fact]
    public void A_status_without_a_rule_goes_by_payment() =>
        Assert.Equal(DocumentKind.SalesReceipt, SaleKind.Of(Read(paid: true), new BookMapping()));

    [Theory]
    [InlineData(BookAs.ByPayment, DocumentKind.SalesReceipt, true)]
    [InlineData(BookAs.SalesReceipt, DocumentKind.SalesReceipt, false)]
    [InlineData(BookAs.ByPayment, DocumentKind.Invoice, false)]
    public void A_receipt_whose_order_is_not_paid_is_noticed_unless_it_is_wanted(BookAs rule, DocumentKind booked, bool noticed)
    {
        Assert.Equal(noticed, SaleKind.TurnedUnpaid(Read(paid: false), Mapping(rule, null), booked));
        Assert.False(SaleKind.TurnedUnpaid(Read(paid: true), Mapping(rule, null), booked));
    }

    private static WooOrder Read(bool paid) => WooJson.Order(new Order(1) { Paid = paid }.Json()) with { PaymentMethod = "bacs" };

    private static BookMapping Mapping(BookAs status, BookAs? method) => new()
    {
        Orders = new() { Statuses = new Dictionary<string, BookAs> { ["processing"] = status } },
        PaymentMethods = method is null ? new Dictionary<string, PaymentMapping>() : new() { ["bacs"] = new() { BookAs = method } },
    };
}
