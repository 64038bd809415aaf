using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Reading;

/// <summary>Resources as REST and webhooks show them: without what is internal, with links. Loaded resources keep the links they came with.</summary>
internal sealed class ResourceView(ShopAddress address)
{
    private static readonly string[] Everything = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly string[] InternalOfWebhook = ["secret", "failure_count", "pending_delivery", "user_id"];

    public JsonObject Show(string kind, JsonObject resource) => kind switch
    {
        Kinds.Orders => Order(resource),
        Kinds.Products => Product(resource),
        Kinds.Refunds => Refund(resource, withParent: true),
        Kinds.Webhooks => Webhook(resource),
        _ => Plain(kind, resource),
    };

    /// <summary>A refund below its order has no <c>parent_id</c>; in the list of all refunds it has.</summary>
    public JsonObject Refund(JsonObject refund, bool withParent)
    {
        var order = $"{address.Api}/orders/{refund.Number("parent_id")}";
        var shown = Linked(refund, ("self", Self($"{order}/refunds/{refund.Number("id")}", ["GET", "DELETE"])), ("collection", Href($"{order}/refunds")), ("up", Href(order)));
        if (!withParent) shown.Remove("parent_id");
        return shown;
    }

    /// <summary>A variation below its product.</summary>
    public JsonObject Variation(JsonObject product)
    {
        var variation = ProductShape.AsVariation(product);
        var parent = $"{address.Api}/products/{product.Number("parent_id")}";
        return Linked(variation, ("self", Self($"{parent}/variations/{product.Number("id")}", Everything)), ("collection", Href($"{parent}/variations")), ("up", Href(parent)));
    }

    private JsonObject Order(JsonObject order)
    {
        var links = new List<(string, JsonObject)>
        {
            ("self", Self($"{address.Api}/orders/{order.Number("id")}", Everything)),
            ("collection", Href($"{address.Api}/orders")),
            ("email_templates", new JsonObject { ["embeddable"] = true, ["href"] = $"{address.Api}/orders/{order.Number("id")}/actions/email_templates" }),
        };
        if (order.Number("customer_id") is > 0 and var customer) links.Add(("customer", Href($"{address.Api}/customers/{customer}")));
        return Linked(order, [.. links]);
    }

    private JsonObject Product(JsonObject product)
    {
        var links = new List<(string, JsonObject)> { ("self", Self($"{address.Api}/products/{product.Number("id")}", Everything)), ("collection", Href($"{address.Api}/products")) };
        if (product.Number("parent_id") is > 0 and var parent) links.Add(("up", Href($"{address.Api}/products/{parent}")));
        return Linked(product, [.. links]);
    }

    private JsonObject Webhook(JsonObject webhook)
    {
        var shown = webhook.DeepClone().AsObject();
        foreach (var name in InternalOfWebhook) shown.Remove(name);
        return Plain(Kinds.Webhooks, shown);
    }

    private JsonObject Plain(string kind, JsonObject resource) =>
        Linked(resource, ("self", Self($"{address.Api}/{kind}/{resource.Number("id")}", Everything)), ("collection", Href($"{address.Api}/{kind}")));

    private static JsonObject Linked(JsonObject resource, params (string Name, JsonObject Link)[] links)
    {
        var shown = resource.DeepClone().AsObject();
        if (shown.ContainsKey("_links")) return shown;
        var all = new JsonObject();
        foreach (var (name, link) in links) all[name] = new JsonArray(link);
        shown["_links"] = all;
        return shown;
    }

    private static JsonObject Href(string href) => new() { ["href"] = href };

    private static JsonObject Self(string href, string[] allow) => new()
    {
        ["href"] = href,
        ["targetHints"] = new JsonObject { ["allow"] = new JsonArray([.. allow.Select(method => (JsonNode)method)]) },
    };
}
