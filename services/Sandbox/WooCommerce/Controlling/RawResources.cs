using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Delivering;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Reading;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Controlling;

/// <summary>
/// Loads resources exactly as given, such as recordings of a real shop, whatever their status; no date moves. With <c>?raise=TOPIC</c> the
/// webhooks of a topic are told.
/// </summary>
internal sealed class RawResources(ShopData data)
{
    public JsonObject Load(string kind, long id, JsonObject resource)
    {
        if (kind == "variations") kind = Kinds.Products;
        if (!Kinds.All.Contains(kind) || kind == Kinds.Webhooks)
            throw new WooRefusal(404, "sandbox_no_such_kind", $"{kind} cannot be loaded: give orders, products, variations, customers, coupons, refunds or taxes.");
        if (resource.Number("id") != id) throw new WooRefusal(400, "sandbox_id_differs", $"The address says {id}, the body's id {resource.Text("id")}.");
        if (kind == Kinds.Refunds && resource.Number("parent_id") == 0)
            throw new WooRefusal(400, "sandbox_no_parent", "A refund needs its order: load it at raw/orders/ORDER/refunds/ID, or give parent_id.");
        data.Put(kind, kind == Kinds.Products && !resource.ContainsKey("type") ? AsProduct(resource) : resource);
        return resource;
    }

    public JsonObject LoadRefund(long orderId, long id, JsonObject refund)
    {
        var whole = new JsonObject { ["id"] = id, ["parent_id"] = orderId };
        foreach (var (name, value) in refund)
            if (name is not ("id" or "parent_id")) whole[name] = value?.DeepClone();
        return Load(Kinds.Refunds, id, whole);
    }

    public void Remove(string kind, long id) => data.Remove(kind == "variations" ? Kinds.Products : kind, id);

    private static JsonObject AsProduct(JsonObject given)
    {
        var product = ProductShape.Empty();
        foreach (var (name, value) in given) product[name] = value?.DeepClone();
        return product;
    }
}
