using System.Text.Json.Nodes;
using SupabaseSync.Mirroring.Mapping;
using Syncing.Ledger;
using Syncing.Working;

namespace SupabaseSync.Proving;

/// <summary>The row that was written for a ledger record: mapped anew from the version that the ledger keeps.</summary>
internal static class WrittenRow
{
    /// <summary>Null where the record can never become a row.</summary>
    public static JsonObject? Of(LedgerRecord record)
    {
        var (row, _) = RowMapper.Map(new WorkItem
        {
            RecordId = record.Id, TenantId = record.TenantId, StoreId = record.StoreId, Entity = record.Entity, Key = record.Key,
            Version = record.Wanted, Deleted = record.Deleted, Body = record.Body, Refunds = record.Refunds,
        });
        return row is null ? null : JsonNode.Parse(row.Json.Span, documentOptions: new() { MaxDepth = 512 }) as JsonObject;
    }
}
