using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;

namespace Sandbox.WooCommerce.Keeping;

/// <summary>The shop's settings as they stand now, kept with its data.</summary>
public sealed class ShopConfiguration(ShopData data)
{
    internal const string Collection = "settings";
    private const string Id = "shop";
    private ShopSettings? _current;

    /// <summary>The settings.</summary>
    public ShopSettings Current => _current ??= Load();

    /// <summary>The site's zone.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Current.Timezone);

    internal ShopSettings Change(JsonObject changes)
    {
        lock (data.Gate)
        {
            _current = Current.With(changes);
            var stored = _current.ToJson();
            stored["id"] = Id;
            data.Documents.Put(Collection, Id, stored);
            return _current;
        }
    }

    internal void Forget() => _current = null;

    private ShopSettings Load()
    {
        var stored = data.Documents.Get(Collection, Id);
        stored?.Remove("id");
        return new ShopSettings().With(stored ?? []);
    }
}
