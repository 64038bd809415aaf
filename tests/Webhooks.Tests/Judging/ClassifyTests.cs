using System.Text;
using Webhooks.Journal;
using Webhooks.Judging;
using Webhooks.Tests.Driving;
using Woo.Verifying;

namespace Webhooks.Tests.Judging;

public class ClassifyTests
{
    [Fact]
    public void An_order_is_a_change() => Assert.Equal(new Classify.Result(null), Of("order.updated", Bodies.Order(1)));

    [Fact]
    public void An_order_with_refunds_needs_their_details() => Assert.Equal(new Classify.Result(null, ReadKind.Refunds), Of("order.updated", Bodies.Order(1, refunds: 9)));

    [Theory]
    [InlineData("order.deleted", """{"id":59}""")]
    [InlineData("product.deleted", """{"id":13}""")]
    [InlineData("customer.deleted", """{"id":11}""")]
    [InlineData("action.woocommerce_delete_order", """{"action":"woocommerce_delete_order","arg":61}""")]
    [InlineData("action.woocommerce_update_product", """{"action":"woocommerce_update_product","arg":"14"}""")]
    public void What_names_only_an_id_is_asked_for(string topic, string body) => Assert.Equal(new Classify.Result(null, ReadKind.Record), Of(topic, body));

    [Fact]
    public void A_body_that_says_trash_is_asked_for() => Assert.Equal(ReadKind.Record, Of("order.updated", Bodies.Order(1, status: "trash")).Read);

    [Theory]
    [InlineData("checkout-draft")]
    [InlineData("auto-draft")]
    public void A_draft_order_is_none_until_it_was_one(string status)
    {
        Assert.Contains("draft", Of("order.created", Bodies.Order(1, status: status)).KeptBecause);
        Assert.Null(Of("order.updated", Bodies.Order(1, status: status), known: true).KeptBecause);
    }

    [Fact]
    public void A_draft_product_is_none_until_it_was_one()
    {
        Assert.Contains("draft", Of("product.created", Bodies.Product(1, status: "draft")).KeptBecause);
        Assert.Null(Of("product.updated", Bodies.Product(1, status: "draft"), known: true).KeptBecause);
        Assert.Null(Of("product.updated", Bodies.Product(1, status: "private")).KeptBecause);
    }

    [Theory]
    [InlineData("administrator", false, true)]
    [InlineData("shop_manager", false, true)]
    [InlineData("shop_manager", true, false)]
    [InlineData("customer", false, false)]
    [InlineData("subscriber", false, false)]
    public void Staff_are_customers_only_once_they_bought(string role, bool paying, bool kept) =>
        Assert.Equal(kept, Of("customer.updated", Bodies.Customer(1, role: role, paying: paying)).KeptBecause is not null);

    [Theory]
    [InlineData("coupon.deleted", """{"id":13}""", "coupon.deleted")]
    [InlineData("action.wc_something", """{"action":"wc_something","arg":1}""", "action.wc_something")]
    [InlineData("order.updated", """{"code":"woocommerce_rest_cannot_view","message":"Sorry","data":{"status":403}}""", "webhook")]
    [InlineData("order.updated", """{"code":"woocommerce_rest_shop_order_invalid_id","message":"Invalid ID.","data":{"status":404}}""", "deleted before")]
    [InlineData("order.updated", "[]", "not an object")]
    [InlineData("order.updated", "not json", "not JSON")]
    [InlineData("order.updated", "{}", "neither an id")]
    public void What_is_no_change_is_explained(string topic, string body, string explained) => Assert.Contains(explained, Of(topic, body).KeptBecause);

    private static Classify.Result Of(string topic, string body, bool known = false)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return Classify.Of(WooDelivery.Read(new WooHeaders { Topic = topic, Signature = "-" }, bytes), bytes, known);
    }
}
