using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Reading;

namespace Sandbox.WooCommerce.Delivering;

/// <summary>The body of a delivery, made when it is sent: the resource as it is then, or the error that reading it gives then.</summary>
internal sealed class DeliveryBody(ShopData data, ResourceView view)
{
    public string Build(string topic, long id, string owner)
    {
        var what = Topics.Event(topic);
        if (Topics.Resource(topic) == "action") return WordPressJson.Write(new JsonObject { ["action"] = what, ["arg"] = id });
        if (what == "deleted") return WordPressJson.Write(new JsonObject { ["id"] = id });
        if (owner != "full") return WordPressJson.Write(new WooRefusal(owner == "gone" ? 401 : 403, "woocommerce_rest_cannot_view", "Sorry, you cannot view this resource.").Body());
        var kind = Topics.Kind(topic);
        return WordPressJson.Write(data.Get(kind, id) is { } resource ? view.Show(kind, resource) : WooRefusal.NoSuch(kind).Body());
    }
}
