using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;

namespace Sandbox.WooCommerce.Selling;

/// <summary>The members of an order in WooCommerce's order, and those that follow from its status.</summary>
internal static class OrderShape
{
    private const string Members = """
        {"id":0,"parent_id":0,"status":"pending","currency":"USD","version":"11.0.1","prices_include_tax":false,"date_created":null,
        "date_modified":null,"discount_total":"0.00","discount_tax":"0.00","shipping_total":"0.00","shipping_tax":"0.00","cart_tax":"0.00",
        "total":"0.00","total_tax":"0.00","customer_id":0,"order_key":"","billing":{},"shipping":{},"payment_method":"","payment_method_title":"",
        "transaction_id":"","customer_ip_address":"","customer_user_agent":"","created_via":"rest-api","customer_note":"","date_completed":null,
        "date_paid":null,"cart_hash":"","number":"","meta_data":[],"line_items":[],"tax_lines":[],"shipping_lines":[],"fee_lines":[],
        "coupon_lines":[],"refunds":[],"payment_url":"","is_editable":false,"needs_payment":false,"needs_processing":false,
        "date_created_gmt":null,"date_modified_gmt":null,"date_completed_gmt":null,"date_paid_gmt":null,"currency_symbol":"$"}
        """;

    public static JsonObject Empty(long id, string home)
    {
        var order = JsonNode.Parse(Members)!.AsObject();
        order["id"] = id;
        order["number"] = $"{id}";
        var key = "wc_order_" + Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes($"order {id}"))).Replace("+", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal)[..13];
        order["order_key"] = key;
        order["payment_url"] = $"{home}/checkout/order-pay/{id}/?pay_for_order=true&key={key}";
        return order;
    }

    /// <summary>What the status and the sum say about payment and editing.</summary>
    public static void Settle(JsonObject order)
    {
        var status = order.Text("status");
        order["is_editable"] = status is "pending" or "on-hold" or "auto-draft";
        order["needs_payment"] = status is "pending" or "failed" && order.Amount("total") > 0;
    }
}
