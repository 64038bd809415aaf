using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using QboSync.Mapping.Choosing;
using QboSync.Mapping.Fields;
using QboSync.Settings;
using QboSync.Talking;

namespace QboSync.Mapping.Showing;

/// <summary>The layers of a mapping: what the company itself would use, over it the settings, over both what was set.</summary>
internal sealed class MappingLayers(CompanyListsReader reader, IOptions<QuickBooksOptions> options)
{
    private static readonly string[][] FromSettings =
    [
        ["accounts", "income"], ["accounts", "deposit"], ["accounts", "refund_from"], ["items", "default"], ["products", "item_type"], ["customers", "guest_name"],
        ["orders", "statuses", "*"], ["orders", "rounding_cents"], ["orders", "doc_number_prefix"], ["payment_methods", "*", "method"],
    ];

    /// <summary>What holds where nothing is set. Where the company cannot be asked, what it would use is not known and left out.</summary>
    public async Task<JsonObject> DefaultsAsync(TenantCompany company, CancellationToken cancel)
    {
        try
        {
            return Defaults((await reader.OfAsync(company.Company, cancel)));
        }
        catch (FaultException)
        {
            return Defaults(null);
        }
    }

    /// <inheritdoc cref="DefaultsAsync"/>
    public JsonObject Defaults(CompanyLists? lists) =>
        MappingJson.Merge(lists is null ? [] : CompanyDefaults.Of(lists.Facts), WithoutNulls(MappingJson.Write(options.Value.Defaults())));

    /// <summary>A mapping with what the company itself would use where it names nothing.</summary>
    public static JsonObject Complete(BookMapping mapping, CompanyLists lists) =>
        MappingJson.Merge(CompanyDefaults.Of(lists.Facts), WithoutNulls(MappingJson.Write(mapping)));

    /// <summary>Where each value of the mapping comes from, by path.</summary>
    public JsonObject Sources(JsonObject effective, JsonObject set)
    {
        var settings = WithoutNulls(MappingJson.Write(options.Value.Defaults()));
        return new JsonObject(MappingLeaf.Of(effective).Where(leaf => leaf.Value is not null).Select(leaf => KeyValuePair.Create(leaf.Path, (JsonNode?)Source(leaf, set, settings))));
    }

    private static string Source(MappingLeaf leaf, JsonObject set, JsonObject settings)
    {
        if (MappingLeaf.At(set, leaf.Segments) is not null) return "set";
        if (!MappingLeaf.IsSet(settings, leaf.Segments)) return "company default";
        return FromSettings.Any(pattern => MappingPath.Matches(leaf.Segments, pattern)) ? "setting" : "default";
    }

    private static JsonObject WithoutNulls(JsonObject fields) => new(fields.Where(field => field.Value is not null)
        .Select(field => KeyValuePair.Create(field.Key, (JsonNode?)(field.Value is JsonObject inner ? WithoutNulls(inner) : field.Value!.DeepClone()))));
}
