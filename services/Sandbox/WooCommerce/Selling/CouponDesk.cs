using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Pricing;

namespace Sandbox.WooCommerce.Selling;

/// <summary>Coupons. Trashing one raises <c>product.deleted</c> with the coupon's id as well: that hook fires for every kind of post.</summary>
internal sealed class CouponDesk(ShopData data, ShopClock clock)
{
    public JsonObject Create(JsonObject request, Change change)
    {
        var coupon = new JsonObject
        {
            ["id"] = data.NextId(Sequences.Posts),
            ["code"] = request.Text("code").ToLowerInvariant(),
            ["amount"] = Money.Text(Rounding.Cents(request.Amount("amount") ?? 0)),
            ["status"] = "publish",
        };
        clock.Stamp(coupon, "date_created", change.At);
        clock.Stamp(coupon, "date_modified", change.At);
        coupon["discount_type"] = request.TextOrNull("discount_type") ?? "fixed_cart";
        coupon["description"] = request.Text("description");
        coupon["free_shipping"] = request.Flag("free_shipping");
        coupon["meta_data"] = new JsonArray();
        data.Put(Kinds.Coupons, coupon);
        change.Raise("coupon.created", coupon.Number("id"));
        return coupon;
    }

    public JsonObject Trash(long id, Change change)
    {
        var coupon = data.Need(Kinds.Coupons, id);
        coupon["status"] = "trash";
        clock.Touch(coupon, change.At);
        data.Put(Kinds.Coupons, coupon);
        change.Raise("coupon.deleted", id);
        change.Raise("product.deleted", id);
        return coupon;
    }

    public JsonObject Delete(long id, Change change)
    {
        var coupon = data.Need(Kinds.Coupons, id);
        data.Remove(Kinds.Coupons, id);
        change.Raise("action.woocommerce_delete_coupon", id);
        return coupon;
    }
}
