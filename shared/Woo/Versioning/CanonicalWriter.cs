using System.Text.Json;
using Woo.Shapes;

namespace Woo.Versioning;

/// <summary>
/// Writes the named fields of a body so that equal content is equal bytes: fields in the order of the list, numbers in one form, lists by id,
/// and nothing at all for what is absent, null, "" or empty, since WooCommerce uses these for one another.
/// </summary>
internal sealed class CanonicalWriter(Utf8JsonWriter json, string entity)
{
    public void Object(WooField owner, IReadOnlyList<ContentField> fields)
    {
        json.WriteStartObject();
        foreach (var field in fields) Field(owner[field.Name], field);
        json.WriteEndObject();
    }

    public void List(WooField list, IReadOnlyList<ContentField> fields)
    {
        json.WriteStartArray();
        foreach (var item in ById(list)) Object(item, fields);
        json.WriteEndArray();
    }

    private void Field(WooField value, ContentField field)
    {
        switch (field.Kind)
        {
            case FieldKind.Text when value.TextOrNull() is { Length: > 0 } text:
                json.WriteString(field.Name, text);
                break;
            case FieldKind.Number when !WooNumber.IsNothing(value.Element):
                Number(value, field.Name);
                break;
            case FieldKind.Flag when value.Flag():
                json.WriteBoolean(field.Name, true);
                break;
            case FieldKind.Object when value.Element.ValueKind == JsonValueKind.Object:
                json.WritePropertyName(field.Name);
                Object(value, field.Children!);
                break;
            case FieldKind.List when value.Items().Any():
                json.WritePropertyName(field.Name);
                List(value, field.Children!);
                break;
            case FieldKind.Values when value.Items().Any():
                json.WriteStartArray(field.Name);
                foreach (var item in value.Items()) json.WriteStringValue(item.Element.ValueKind == JsonValueKind.Object ? item["id"].Text() : item.Text());
                json.WriteEndArray();
                break;
            case FieldKind.Meta:
                Meta(value, field.Name);
                break;
        }
    }

    // A field that is compared as a number and holds none (a plugin's "N/A") is compared as it stands: hashing refuses nothing.
    private void Number(WooField value, string name)
    {
        if (WooNumber.TryRead(value.Element, out var number)) json.WriteString(name, WooNumber.Canonical(number));
        else json.WriteString(name, value.Element.GetRawText());
    }

    private void Meta(WooField list, string name)
    {
        var entries = ById(list).Where(entry => MetaKeys.Counts(entity, entry["key"].Text())).ToList();
        if (entries.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var entry in entries)
        {
            json.WriteStartArray();
            json.WriteStringValue(entry["key"].Text());
            Any(entry["value"].Element);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private void Any(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(property.Name);
                    Any(property.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Any(item);
                json.WriteEndArray();
                break;
            case JsonValueKind.Undefined:
                json.WriteNullValue();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    // OrderBy is stable: attributes that are not shop-wide all have id 0 and keep their order.
    private static IEnumerable<WooField> ById(WooField list) =>
        list.Items().OrderBy(item => WooNumber.TryRead(item["id"].Element, out var id) ? id : decimal.MaxValue);
}
