using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;

namespace Sandbox.WooCommerce.Selling;

/// <summary>The members of a product in WooCommerce's order, and what follows from others: prices, stock status, HTML of the price.</summary>
internal static class ProductShape
{
    private const string Members = """
        {"id":0,"name":"","slug":"","permalink":"","date_created":null,"date_created_gmt":null,"date_modified":null,"date_modified_gmt":null,
        "type":"simple","status":"publish","featured":false,"catalog_visibility":"visible","description":"","short_description":"","sku":"",
        "price":"","regular_price":"","sale_price":"","date_on_sale_from":null,"date_on_sale_from_gmt":null,"date_on_sale_to":null,
        "date_on_sale_to_gmt":null,"on_sale":false,"purchasable":true,"total_sales":0,"virtual":false,"downloadable":false,"downloads":[],
        "download_limit":-1,"download_expiry":-1,"external_url":"","button_text":"","tax_status":"taxable","tax_class":"","manage_stock":false,
        "stock_quantity":null,"backorders":"no","backorders_allowed":false,"backordered":false,"low_stock_amount":null,"sold_individually":false,
        "weight":"","dimensions":{"length":"","width":"","height":""},"shipping_required":true,"shipping_taxable":true,"shipping_class":"",
        "shipping_class_id":0,"reviews_allowed":true,"average_rating":"0.00","rating_count":0,"upsell_ids":[],"cross_sell_ids":[],"parent_id":0,
        "purchase_note":"","categories":[],"brands":[],"tags":[],"images":[],"attributes":[],"default_attributes":[],"variations":[],
        "grouped_products":[],"menu_order":0,"price_html":"","related_ids":[],"meta_data":[],"stock_status":"instock","has_options":false,
        "post_password":"","global_unique_id":""}
        """;

    private static readonly string[] OfVariation =
    [
        "id", "type", "date_created", "date_created_gmt", "date_modified", "date_modified_gmt", "description", "permalink", "sku",
        "global_unique_id", "price", "regular_price", "sale_price", "date_on_sale_from", "date_on_sale_from_gmt", "date_on_sale_to",
        "date_on_sale_to_gmt", "on_sale", "status", "purchasable", "virtual", "downloadable", "downloads", "download_limit", "download_expiry",
        "tax_status", "tax_class", "manage_stock", "stock_quantity", "stock_status", "backorders", "backorders_allowed", "backordered",
        "low_stock_amount", "weight", "dimensions", "shipping_class", "shipping_class_id", "image", "gallery_image_ids", "attributes",
        "menu_order", "meta_data", "name", "parent_id",
    ];

    public static JsonObject Empty() => JsonNode.Parse(Members)!.AsObject();

    /// <summary>Brings the members that follow from others in line; a variable product takes its price from its variations.</summary>
    public static void Settle(JsonObject product, string symbol, IReadOnlyList<decimal>? variationPrices = null)
    {
        var regular = product.Text("regular_price");
        var sale = product.Text("sale_price");
        if (product.Text("type") == "variable")
        {
            product["price"] = variationPrices is { Count: > 0 } ? Money.Text(variationPrices.Min()) : "";
            product["has_options"] = true;
        }
        else
        {
            product["price"] = sale.Length > 0 ? sale : regular;
            product["on_sale"] = sale.Length > 0 && sale != regular;
        }
        product["purchasable"] = product.Text("price").Length > 0;
        product["shipping_required"] = !product.Flag("virtual");
        product["shipping_taxable"] = !product.Flag("virtual") && product.Text("tax_status") is "taxable" or "shipping";
        product["backorders_allowed"] = product.Text("backorders") is "yes" or "notify";
        if (product.Flag("manage_stock"))
            product["stock_status"] = product.Amount("stock_quantity") > 0 ? "instock" : product.Flag("backorders_allowed") ? "onbackorder" : "outofstock";
        else product["stock_quantity"] = null;
        product["price_html"] = product.Text("price").Length == 0 ? "" : Html(product.Text("price"), symbol);
    }

    /// <summary>The shape of <c>/products/{id}/variations</c>, which differs from that of <c>/products/{variation id}</c>.</summary>
    public static JsonObject AsVariation(JsonObject product)
    {
        var variation = new JsonObject();
        foreach (var name in OfVariation)
        {
            variation[name] = name switch
            {
                "image" => null,
                "gallery_image_ids" => new JsonArray(),
                "name" => string.Join(", ", product.Objects("attributes").Select(attribute => attribute.Text("option"))),
                _ => product[name]?.DeepClone(),
            };
        }
        return variation;
    }

    private static string Html(string price, string symbol) =>
        $"<span class=\"woocommerce-Price-amount amount\"><bdi><span class=\"woocommerce-Price-currencySymbol\" translate=\"no\">{(symbol == "$" ? "&#36;" : symbol)}</span>{price}</bdi></span>";
}
