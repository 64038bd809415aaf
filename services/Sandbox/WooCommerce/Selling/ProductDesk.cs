using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Selling;

/// <summary>What happens to products and variations. Variations raise the product topics with their own id.</summary>
internal sealed class ProductDesk(ShopData data, ShopClock clock, ShopAddress address, ShopConfiguration configuration)
{
    private static readonly string[] Writable =
    [
        "name", "slug", "type", "status", "featured", "catalog_visibility", "description", "short_description", "sku", "regular_price", "sale_price",
        "virtual", "downloadable", "external_url", "button_text", "tax_status", "tax_class", "manage_stock", "stock_quantity", "backorders", "weight",
        "dimensions", "categories", "tags", "images", "attributes", "default_attributes", "grouped_products", "menu_order", "purchase_note", "global_unique_id",
        "stock_status", "sold_individually",
    ];

    public JsonObject Create(JsonObject request, Change change)
    {
        RefuseSku(request.Text("sku"), 0);
        var product = ProductShape.Empty();
        product["id"] = data.NextId(Sequences.Posts);
        clock.Stamp(product, "date_created", change.At);
        clock.Stamp(product, "date_modified", change.At);
        Overlay(product, request);
        if (product.Text("slug").Length == 0) product["slug"] = Slug(product.Text("name"));
        product["permalink"] = $"{address.Home}/product/{product.Text("slug")}/";
        return Save(product, change, "product.created");
    }

    public JsonObject CreateVariation(long parentId, JsonObject request, Change change)
    {
        var parent = data.Need(Kinds.Products, parentId);
        RefuseSku(request.Text("sku"), 0);
        var variation = ProductShape.Empty();
        variation["id"] = data.NextId(Sequences.Posts);
        variation["type"] = "variation";
        variation["parent_id"] = parentId;
        variation["total_sales"] = "0"; // text on variations, a number on products: WooCommerce's own inconsistency
        variation["reviews_allowed"] = false;
        clock.Stamp(variation, "date_created", change.At);
        clock.Stamp(variation, "date_modified", change.At);
        Overlay(variation, request);
        variation["type"] = "variation";
        var options = request.Objects("attributes").Select(attribute => attribute.Text("option")).ToList();
        variation["attributes"] = new JsonArray([.. request.Objects("attributes").Select(attribute => (JsonNode)new JsonObject
        {
            ["id"] = attribute.Number("id"),
            ["name"] = attribute.Text("name"),
            ["slug"] = attribute.TextOrNull("slug") ?? Slug(attribute.Text("name")),
            ["option"] = attribute.Text("option"),
        })]);
        variation["name"] = $"{parent.Text("name")} - {string.Join(", ", options)}";
        variation["slug"] = Slug(variation.Text("name"));
        variation["permalink"] = parent.Text("permalink") + "?" + string.Join('&', variation.Objects("attributes").Select(attribute =>
            $"attribute_{attribute.Text("slug")}={Uri.EscapeDataString(attribute.Text("option"))}"));
        Save(variation, change, "product.created");
        var variations = parent["variations"] as JsonArray ?? [];
        variations.Add(variation.Number("id"));
        parent["variations"] = variations.DeepClone();
        SaveParent(parent, change);
        return variation;
    }

    public JsonObject Update(long id, JsonObject request, Change change)
    {
        var product = data.Need(Kinds.Products, id);
        if (request.TextOrNull("sku") is { } sku) RefuseSku(sku, id);
        Overlay(product, request);
        clock.Touch(product, change.At);
        Save(product, change, "product.updated");
        if (product.Number("parent_id") is > 0 and var parentId && data.Get(Kinds.Products, parentId) is { } parent) SaveParent(parent, change);
        return product;
    }

    /// <summary>Units taken by an order, or given back. Managed stock saves the product; the sales figure alone moves no date.</summary>
    public bool Sold(long id, decimal quantity, Change change)
    {
        if (data.Get(Kinds.Products, id) is not { } product) return false;
        if (product["total_sales"]?.GetValueKind() == System.Text.Json.JsonValueKind.Number) product["total_sales"] = product.Number("total_sales") + (long)quantity;
        var managed = product.Flag("manage_stock");
        if (managed)
        {
            product["stock_quantity"] = (product.Amount("stock_quantity") ?? 0) - quantity;
            clock.Touch(product, change.At);
            change.Raise("product.updated", id);
        }
        ProductShape.Settle(product, configuration.Current.CurrencySymbol, Prices(product));
        data.Put(Kinds.Products, product);
        return managed;
    }

    public JsonObject Trash(long id, Change change)
    {
        var product = data.Need(Kinds.Products, id);
        product["status"] = "trash";
        product["slug"] = product.Text("slug") + "__trashed";
        clock.Touch(product, change.At);
        data.Put(Kinds.Products, product);
        change.Raise("product.deleted", id);
        return product;
    }

    /// <summary>WordPress restores to a draft.</summary>
    public JsonObject Untrash(long id, Change change)
    {
        var product = data.Need(Kinds.Products, id);
        product["status"] = "draft";
        product["slug"] = product.Text("slug").Replace("__trashed", "", StringComparison.Ordinal);
        clock.Touch(product, change.At);
        data.Put(Kinds.Products, product);
        change.Raise("product.restored", id);
        return product;
    }

    /// <summary>For good, with its variations: no product topic tells of it, and orders forget its id and SKU without a new date.</summary>
    public JsonObject Delete(long id, Change change)
    {
        var product = data.Need(Kinds.Products, id);
        foreach (var row in data.Rows(Kinds.Products).Where(row => row.ParentId == id)) Forget(row.Id, "action.woocommerce_delete_product_variation", change);
        Forget(id, product.Text("type") == "variation" ? "action.woocommerce_delete_product_variation" : "action.woocommerce_delete_product", change);
        if (product.Number("parent_id") is > 0 and var parentId && data.Get(Kinds.Products, parentId) is { } parent)
        {
            parent["variations"] = new JsonArray([.. (parent["variations"] as JsonArray ?? []).Where(entry => (long)entry! != id).Select(entry => entry!.DeepClone())]);
            SaveParent(parent, change);
        }
        return product;
    }

    private void Forget(long id, string topic, Change change)
    {
        data.Remove(Kinds.Products, id);
        change.Raise(topic, id);
        foreach (var row in data.Rows(Kinds.Orders))
        {
            var order = data.Need(Kinds.Orders, row.Id);
            var touched = order.Objects("line_items").Where(line => line.Number("product_id") == id || line.Number("variation_id") == id).ToList();
            foreach (var line in touched)
            {
                if (line.Number("product_id") == id) line["product_id"] = 0;
                line["variation_id"] = 0;
                line["sku"] = null;
                line["global_unique_id"] = null;
            }
            if (touched.Count > 0) data.Put(Kinds.Orders, order);
        }
    }

    private JsonObject Save(JsonObject product, Change change, string topic)
    {
        ProductShape.Settle(product, configuration.Current.CurrencySymbol, Prices(product));
        data.Put(Kinds.Products, product);
        change.Raise(topic, product.Number("id"));
        return product;
    }

    /// <summary>A variation's edit moves its parent's date, without an event of the parent.</summary>
    private void SaveParent(JsonObject parent, Change change)
    {
        clock.Touch(parent, change.At);
        ProductShape.Settle(parent, configuration.Current.CurrencySymbol, Prices(parent));
        data.Put(Kinds.Products, parent);
    }

    private List<decimal>? Prices(JsonObject product) => product.Text("type") != "variable" ? null :
        [.. from row in data.Rows(Kinds.Products)
            where row.ParentId == product.Number("id")
            let price = data.Need(Kinds.Products, row.Id).Amount("price")
            where price is not null
            select price.Value];

    private void Overlay(JsonObject product, JsonObject request)
    {
        foreach (var name in Writable)
            if (request.ContainsKey(name)) product[name] = request[name]?.DeepClone();
        MetaData.Apply(data, product, request);
    }

    private void RefuseSku(string sku, long except)
    {
        if (sku.Length > 0 && data.Rows(Kinds.Products).FirstOrDefault(row => row.Id != except && row.Status != "trash" && row.Sku == sku) is { } taken)
            throw new WooRefusal(400, "product_invalid_sku", "Invalid or duplicated SKU.", new JsonObject { ["resource_id"] = taken.Id, ["unique_sku"] = sku + "-1" });
    }

    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in name.ToLower(CultureInfo.InvariantCulture))
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_') slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        return slug.ToString().Trim('-');
    }
}
