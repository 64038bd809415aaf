using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using QboSync.Mapping.Fields;
using QboSync.Mapping.Showing;
using QboSync.Requeueing;
using QboSync.Storage;
using Syncing.Working;

namespace QboSync.Mapping.Saving;

/// <summary>Saves a mapping: checked against the company, with ids in the place of names, and never over a change that its author had not seen.</summary>
internal sealed class MappingSaving(
    IDbContextFactory<QboSyncDb> databases, Resolving resolving, MappingLayers layers, MappingBook mappings, TenantCompanies companies, CauseRequeueing requeueing, TimeProvider clock)
{
    /// <summary>How many changes of a company are kept.</summary>
    public const int KeptChanges = 100;

    /// <summary>Saves a whole mapping, or a part of one.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="body">What was sent, and the version that it was made from.</param>
    /// <param name="whole">It is the whole mapping.</param>
    /// <param name="by">Who sent it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FaultException">The company cannot be asked.</exception>
    public async Task<SaveResult> SaveAsync(TenantCompany company, MappingBody body, bool whole, string by, CancellationToken cancel)
    {
        var errors = MappingShape.Errors(body.Mapping);
        if (errors.Count == 0) errors = MappingRules.Errors(body.Mapping);
        if (errors.Count > 0) return SaveResult.Wrong(errors);

        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await database.Mappings.SingleOrDefaultAsync(mapping => mapping.Account == company.Realm, cancel);
        if (body.Version is { } version && version != (row?.Version ?? 0)) return SaveResult.Late;
        var before = row is null ? [] : JsonNode.Parse(row.Body)!.AsObject();
        var defaults = await layers.DefaultsAsync(company, cancel);

        // Whoever sends back what was shown means nothing by the parts that they left alone.
        var sent = whole ? Setting.Put(body.Mapping, defaults, before) : body.Mapping;
        var names = row is null ? [] : JsonNode.Parse(row.Names)!.AsObject();
        errors = await resolving.ResolveAsync(company, sent, names, cancel);
        if (errors.Count > 0) return SaveResult.Wrong(errors);

        var after = whole ? sent : Setting.Patch(before, sent, defaults);
        if (await ClashAsync(company, body.Mapping, before, after, defaults, cancel) is { } clash) return new SaveResult([], Clash: clash);
        var changes = FieldChange.Between(before, after);
        if (changes.Count == 0) return new SaveResult([]);

        if (row is null) database.Mappings.Add(row = new StoredMapping { Account = company.Realm, Body = "{}" });
        row.Body = after.ToJsonString();
        row.Names = Kept(names, after).ToJsonString();
        row.UpdatedAt = clock.GetUtcNow();
        row.Version++;
        database.MappingChanges.Add(new MappingChange
        {
            Account = company.Realm, At = row.UpdatedAt, By = by, Version = row.Version, Changes = JsonSerializer.Serialize(changes, MappingJson.Options),
        });
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            if (await VersionAsync(company.Realm, cancel) >= row.Version) return SaveResult.Late; // somebody saved at the same moment
            throw;
        }
        mappings.Forget(company.Realm);
        await ForgetOldAsync(database, company.Realm, cancel);
        return new SaveResult([], Requeued: await requeueing.RequeueAsync(company.Realm, Cause.MappingSaved, cancel));
    }

    private async Task<PrefixClash?> ClashAsync(
        TenantCompany company, JsonObject sent, JsonObject before, JsonObject after, JsonObject defaults, CancellationToken cancel)
    {
        var stores = await companies.StoresAsync(company.TenantId, cancel);
        var clashes = PrefixClash.Among(MappingJson.Read(MappingJson.Merge(defaults, after)), stores);
        // One that stood before is not this change's fault, unless it is about prefixes itself.
        if (!MappingLeaf.Of(sent).Any(leaf => leaf.Segments[^1] == "doc_number_prefix" && leaf.Value is not null))
            clashes = [.. clashes.Except(PrefixClash.Among(MappingJson.Read(MappingJson.Merge(defaults, before)), stores))];
        return clashes.FirstOrDefault();
    }

    private async Task<int> VersionAsync(string account, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Mappings.Where(mapping => mapping.Account == account).Select(mapping => mapping.Version).SingleOrDefaultAsync(cancel);
    }

    private static async Task ForgetOldAsync(QboSyncDb database, string account, CancellationToken cancel)
    {
        var changes = database.MappingChanges.Where(change => change.Account == account);
        var oldest = await changes.OrderByDescending(change => change.Id).Skip(KeptChanges - 1).Select(change => (long?)change.Id).FirstOrDefaultAsync(cancel);
        if (oldest is { } id) await changes.Where(change => change.Id < id).ExecuteDeleteAsync(cancel);
    }

    private static JsonObject Kept(JsonObject names, JsonObject set)
    {
        var paths = MappingLeaf.Of(set).Select(leaf => leaf.Path).ToHashSet();
        return new JsonObject(names.Where(name => paths.Contains(name.Key)).Select(name => KeyValuePair.Create(name.Key, name.Value?.DeepClone())));
    }
}
