using System.Text.Json.Nodes;

namespace Sandbox.WooCommerce;

/// <summary>An error in WordPress' shape: <c>{"code","message","data":{"status"}}</c>.</summary>
public sealed class WooRefusal(int status, string code, string message, JsonObject? details = null) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The body of the answer.</summary>
    public JsonObject Body()
    {
        var data = new JsonObject { ["status"] = status };
        foreach (var (name, value) in details ?? []) data[name] = value?.DeepClone();
        return new JsonObject { ["code"] = code, ["message"] = Message, ["data"] = data };
    }

    /// <summary>A parameter that does not pass its schema; the texts are WordPress' own.</summary>
    public static WooRefusal Parameter(string name, string message, string code, string? reason = null) => new(400, "rest_invalid_param",
        $"Invalid parameter(s): {name}", new JsonObject
        {
            ["params"] = new JsonObject { [name] = reason ?? message },
            ["details"] = new JsonObject { [name] = new JsonObject { ["code"] = code, ["message"] = message, ["data"] = null } },
        });

    /// <summary>No resource with this id, in the words that each kind of resource has for it.</summary>
    public static WooRefusal NoSuch(string kind) => kind switch
    {
        Keeping.Kinds.Orders => new(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID."),
        Keeping.Kinds.Products => new(404, "woocommerce_rest_product_invalid_id", "Invalid ID."),
        Keeping.Kinds.Customers => new(404, "woocommerce_rest_invalid_id", "Invalid resource ID."),
        Keeping.Kinds.Coupons => new(404, "woocommerce_rest_shop_coupon_invalid_id", "Invalid ID."),
        Keeping.Kinds.Refunds => new(404, "woocommerce_rest_invalid_order_refund_id", "Invalid order refund ID."),
        Keeping.Kinds.Webhooks => new(404, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID."),
        _ => new(404, "woocommerce_rest_invalid_id", "Invalid resource ID."),
    };
}
