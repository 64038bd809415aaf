using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;

namespace Sandbox.WooCommerce.Keeping;

/// <summary>What lists filter and sort by, kept apart so that a page of a big shop does not copy every document. Times are UTC, as WooCommerce writes them.</summary>
internal sealed record ShopRow(long Id, string Status, string Created, string? Modified, long ParentId, long CustomerId, string Type, string Sku, string Email, string Name, string Role)
{
    public static ShopRow Of(long id, JsonObject resource) => new(
        id,
        resource.Text("status"),
        resource.Text("date_created_gmt"),
        resource.TextOrNull("date_modified_gmt"),
        resource.Number("parent_id"),
        resource.Number("customer_id"),
        resource.Text("type"),
        resource.Text("sku"),
        resource.Text("email"),
        resource.Text("username") + resource.Text("name") + resource.Text("number"),
        resource.Text("role"));
}
