using System.Text;
using Woo.Verifying;

namespace Woo.Tests.Verifying;

public class DeliveryTests
{
    [Fact]
    public void Every_capture_is_what_its_name_says()
    {
        Assert.All(Sample.DeliveryNames, name =>
        {
            var delivery = WooDelivery.Read(Sample.Headers(name), Sample.Delivery(name));
            Assert.NotEqual(WooDeliveryKind.Unreadable, delivery.Kind);
            var topic = name[5..];
            if (topic == "ping")
            {
                Assert.Equal(WooDeliveryKind.Ping, delivery.Kind);
                return;
            }
            Assert.Equal(topic.Split('.')[0] switch { "order" => "orders", "product" => "products", "customer" => "customers", "action" => "orders", _ => null }, delivery.Entity);
            Assert.Equal(delivery.Kind == WooDeliveryKind.Error || delivery.Entity is null, delivery.Problem is not null);
            Assert.Equal(delivery.Kind == WooDeliveryKind.Error, delivery.Id is null);
        });
    }

    [Theory]
    [InlineData("0165-order.created", WooDeliveryKind.Record, "orders", WooEvent.Created, 83L)]
    [InlineData("0136-order.restored", WooDeliveryKind.Record, "orders", WooEvent.Restored, 59L)]
    [InlineData("0141-product.updated", WooDeliveryKind.Record, "products", WooEvent.Updated, 31L)]
    [InlineData("0146-customer.deleted", WooDeliveryKind.Deleted, "customers", WooEvent.Deleted, 11L)]
    [InlineData("0182-product.deleted", WooDeliveryKind.Deleted, "products", WooEvent.Deleted, 13L)]
    [InlineData("0222-action.woocommerce_delete_order", WooDeliveryKind.Action, "orders", WooEvent.Deleted, 61L)]
    [InlineData("0137-order.updated", WooDeliveryKind.Error, "orders", WooEvent.Updated, null)]
    public void Kinds(string name, WooDeliveryKind kind, string entity, WooEvent happened, long? id)
    {
        var delivery = WooDelivery.Read(Sample.Headers(name), Sample.Delivery(name));
        Assert.Equal((kind, entity, happened, id), (delivery.Kind, delivery.Entity, delivery.Event, delivery.Id));
    }

    [Fact]
    public void A_signed_error_tells_a_deleted_record_from_lost_rights()
    {
        var gone = WooDelivery.Read(Sample.Headers("0137-order.updated"), Sample.Delivery("0137-order.updated"));
        Assert.True(gone.IsGone);
        Assert.False(gone.IsRightsLost);
        Assert.Equal(("woocommerce_rest_shop_order_invalid_id", 404), (gone.ErrorCode, gone.ErrorStatus));

        var rights = WooDelivery.Read(Sample.Headers("0178-order.updated"), Sample.Delivery("0178-order.updated"));
        Assert.True(rights.IsRightsLost);
        Assert.False(rights.IsGone);
        Assert.Contains("shop manager", rights.Problem);
    }

    [Fact]
    public void A_coupon_is_kept_but_not_synced()
    {
        var coupon = WooDelivery.Read(Sample.Headers("0181-coupon.deleted"), Sample.Delivery("0181-coupon.deleted"));
        Assert.Null(coupon.Entity);
        Assert.Contains("coupon.deleted", coupon.Problem);
    }

    [Theory]
    [InlineData("order.updated", "[1]")]
    [InlineData("order.updated", "")]
    [InlineData("order.updated", "\u0000\u0001")]
    [InlineData("order.updated", "{\"id\":\"x\"}")]
    [InlineData("order.updated", "{\"id\":-5,\"status\":\"on-hold\"}")]
    [InlineData("order.updated", "{\"id\":1.5,\"status\":\"on-hold\"}")]
    [InlineData("order.updated", "{}")]
    [InlineData("order.updated", "{\"code\":{},\"message\":[]}")]
    [InlineData("order.updated", "{\"id\":1,\"status\":\"\\ud83d\"}")]
    public void What_cannot_be_read_is_said_and_never_thrown(string topic, string body)
    {
        var delivery = WooDelivery.Read(new WooHeaders { Topic = topic, Signature = "x" }, Encoding.UTF8.GetBytes(body));
        Assert.Equal(WooDeliveryKind.Unreadable, delivery.Kind);
        Assert.NotNull(delivery.Problem);
    }

    [Fact]
    public void A_body_of_the_legacy_API_says_which_setting_to_change()
    {
        var delivery = WooDelivery.Read(new WooHeaders { Topic = "order.updated", Signature = "x" }, """{"order":{"id":5}}"""u8);
        Assert.Contains("v3", delivery.Problem);
    }

    [Theory]
    [InlineData("checkout-draft", true)]
    [InlineData("auto-draft", true)]
    [InlineData("processing", false)]
    public void Drafts_are_known(string status, bool draft) =>
        Assert.Equal(draft, WooDelivery.Read(new WooHeaders { Topic = "order.created" }, Encoding.UTF8.GetBytes($$"""{"id":5,"status":"{{status}}","total":"1.00"}""")).IsDraft);

    [Fact]
    public void Only_the_bare_unsigned_form_is_a_ping()
    {
        var ping = new WooHeaders { ContentType = "application/x-www-form-urlencoded" };
        Assert.True(WooDelivery.IsPing(ping, "webhook_id=1"u8));
        Assert.False(WooDelivery.IsPing(ping, "webhook_id=1&x=2"u8));
        Assert.False(WooDelivery.IsPing(ping, "webhook_id=\n1"u8));
        Assert.False(WooDelivery.IsPing(ping, "webhook_id=1\n"u8));
        Assert.False(WooDelivery.IsPing(ping with { Topic = "order.updated" }, "webhook_id=1"u8));
        Assert.False(WooDelivery.IsPing(ping with { Signature = "x" }, "webhook_id=1"u8));
        Assert.False(WooDelivery.IsPing(ping with { ContentType = "application/json" }, "webhook_id=1"u8));
    }

    [Fact]
    public void Headers_are_found_whatever_their_case()
    {
        var headers = WooHeaders.From([new("x-wc-webhook-topic", "order.updated"), new("X-WC-WEBHOOK-ID", "7"), new("x-wc-webhook-delivery-id", "ab")]);
        Assert.Equal(("order.updated", 7L, "ab"), (headers.Topic, headers.WebhookId, headers.DeliveryId));
    }

    [Theory]
    [InlineData("action.woocommerce_delete_product_variation", "products", WooEvent.Deleted)]
    [InlineData("product.published", "products", WooEvent.Updated)]
    [InlineData("action.wc_something_else", null, WooEvent.Unknown)]
    [InlineData("order", null, WooEvent.Unknown)]
    [InlineData("", null, WooEvent.Unknown)]
    [InlineData(null, null, WooEvent.Unknown)]
    public void Topics(string? topic, string? entity, WooEvent happened) => Assert.Equal(new WooTopic(entity, happened), WooTopic.Parse(topic));
}
