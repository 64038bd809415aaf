using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using QboSync.Mapping;
using QboSync.Storage;
using Syncing.Ledger;
using Syncing.Working;

namespace QboSync.Tests.Kit;

/// <summary>What stands in the database before a test begins.</summary>
internal static class Preparing
{
    /// <summary>The company's mapping, as it was set over the API; before the first record is worked.</summary>
    public static async Task MapAsync(this Instance flow, string json)
    {
        await using var database = flow.Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();
        database.Mappings.Add(new StoredMapping { Account = Books.Realm, Body = json });
        await database.SaveChangesAsync();
    }

    /// <summary>A record that the ledger has heard of.</summary>
    public static async Task HearAsync(this Instance flow, WorkItem item)
    {
        await using var database = flow.Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();
        var row = await database.Records.FirstOrDefaultAsync(record => record.StoreId == item.StoreId && record.Entity == item.Entity && record.Key == item.Key);
        if (row is null) database.Records.Add(row = new LedgerRecord { TenantId = item.TenantId, StoreId = item.StoreId, Account = Books.Realm, Entity = item.Entity, Key = item.Key });
        (row.Body, row.Deleted, row.ExternalId) = (item.Body, item.Deleted, item.ExternalId);
        await database.SaveChangesAsync();
    }

    /// <summary>The record with other fields.</summary>
    public static WorkItem With(this WorkItem item, params (string Field, JsonNode? Value)[] fields)
    {
        var body = JsonNode.Parse(item.Body)!.AsObject();
        foreach (var (field, value) in fields) body[field] = value?.DeepClone();
        return item with { Body = body.ToJsonString() };
    }

    /// <summary>A person makes a customer or an item inactive.</summary>
    public static Task<JsonObject> DeactivateAsync(this Books books, string entity, JsonObject entry, string nameField) => books.EnterAsync(entity, new()
    {
        ["Id"] = (string?)entry["Id"], ["SyncToken"] = (string?)entry["SyncToken"], ["sparse"] = true, [nameField] = (string?)entry[nameField], ["Active"] = false,
    });
}
