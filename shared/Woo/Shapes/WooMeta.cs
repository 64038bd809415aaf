using System.Text.Json;

namespace Woo.Shapes;

/// <summary>One entry of <c>meta_data</c>: what plugins add.</summary>
/// <param name="Id">The entry's id; 0 where it was not saved.</param>
/// <param name="Key">Its name; a leading underscore marks what shops do not show.</param>
/// <param name="Value">Any JSON.</param>
public sealed record WooMeta(long Id, string Key, JsonElement Value)
{
    /// <summary>The value where it is text or a number, else null.</summary>
    public string? Text => Value.ValueKind switch
    {
        JsonValueKind.String => Value.GetString(),
        JsonValueKind.Number => Value.GetRawText(),
        _ => null,
    };

    internal static WooMeta Read(WooField meta) => new(meta["id"].LongOrZero(), meta["key"].Text(), meta["value"].Element);
}
