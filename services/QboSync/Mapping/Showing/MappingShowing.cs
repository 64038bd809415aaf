using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using QboSync.Checking;
using QboSync.Mapping.Choosing;
using QboSync.Mapping.Fields;
using QboSync.Mapping.Proposing;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Mapping.Showing;

/// <summary>The mapping of a company as it is shown: every value, where it comes from, and what there is to choose from.</summary>
internal sealed class MappingShowing(IDbContextFactory<QboSyncDb> databases, MappingLayers layers, CompanyListsReader reader, SeenReading seen)
{
    /// <summary>Shows it. Where the company cannot be asked, the mapping is shown all the same, and why it cannot.</summary>
    public async Task<MappingView> ShowAsync(TenantCompany company, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await database.Mappings.AsNoTracking().SingleOrDefaultAsync(mapping => mapping.Account == company.Realm, cancel);
        var (lists, away) = await ListsAsync(company, cancel);
        var set = row is null ? [] : JsonNode.Parse(row.Body)!.AsObject();
        var effective = MappingJson.Read(MappingJson.Merge(layers.Defaults(lists), set));
        var shown = MappingJson.Write(effective);
        return new MappingView
        {
            TenantId = company.TenantId,
            Account = company.Realm,
            Company = lists?.Setup.Name,
            Version = row?.Version ?? 0,
            UpdatedAt = row?.UpdatedAt,
            Mapping = shown,
            Sources = layers.Sources(shown, set),
            Names = Names(shown, lists, row is null ? [] : JsonNode.Parse(row.Names)!.AsObject()),
            Proposals = lists is null ? [] : Proposals.Of(lists, await seen.OfAsync(company.Realm, cancel), effective),
            Choices = lists is null ? null : Choices.Of(lists),
            ChoicesUnavailable = away?.Message,
        };
    }

    private async Task<(CompanyLists? Lists, Fault? Away)> ListsAsync(TenantCompany company, CancellationToken cancel)
    {
        try
        {
            return (await reader.OfAsync(company.Company, cancel), null);
        }
        catch (FaultException e)
        {
            return (null, e.Fault);
        }
    }

    // As QuickBooks has them now; as they were when saved where it cannot be asked, and for items and vendors.
    private static JsonObject Names(JsonObject mapping, CompanyLists? lists, JsonObject saved)
    {
        var names = new JsonObject();
        foreach (var leaf in MappingLeaf.Of(mapping))
        {
            if (Reference.Of(leaf) is not { } reference) continue;
            var now = lists is null || reference.Kind is ReferenceKind.Item or ReferenceKind.Vendor ? null : ListLookup.In(lists, reference, leaf.Text!).Entry?.Name;
            if ((now ?? (string?)saved[leaf.Path]) is { } name) names[leaf.Path] = name;
        }
        return names;
    }
}
