using System.Text;
using System.Text.Json;
using SupabaseSync.Mirroring.Calling;
using Syncing.Conflicts;
using Syncing.Working;

namespace SupabaseSync.Conflicts;

/// <summary>
/// Takes back versions that somebody raised by hand, with <c>sync_forget_version</c> (Schema/0006_versions.sql): only as long as the row
/// still has the version that was seen. A project that was set up before that function came is told so, record by record.
/// </summary>
public sealed class VersionTaking(SupabaseClient client, ConflictBook<SupabaseSyncDb> conflicts)
{
    /// <summary>Does it for all raised rows of a meeting; what cannot be taken back is not sent.</summary>
    public async Task TakeBackAsync(Meeting meeting, string account, Project project, string entity, CancellationToken cancel)
    {
        if (meeting.Raised.Count == 0) return;
        var (body, fault) = await client.CallAsync(project, "sync_forget_version", Arguments(meeting, entity), cancel);
        body?.Dispose();
        if (fault is null) return;
        foreach (var (row, _, edit) in meeting.Raised)
        {
            meeting.Send.RemoveAll(sent => sent.Item.RecordId == row.Item.RecordId);
            var lacks = fault.Code == "schema_missing";
            if (lacks) await conflicts.OpenAsync(RowFindings.Of(row.Item, account, edit, ConflictPolicy.Ask) with { Held = true }, cancel);
            meeting.Settled.Add(WorkResult.Faulted(row.Item, lacks ? RowFindings.CannotTakeBack(row.Item, edit) : fault));
        }
    }

    private static byte[] Arguments(Meeting meeting, string entity) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        p_table = entity,
        p_rows = meeting.Raised.Select(raised => new
        {
            store_id = raised.Standing.StoreId, woo_id = raised.Standing.WooId,
            date_modified_gmt = raised.Standing.Columns.GetProperty("date_modified_gmt"), sync_seq = raised.Standing.Version.Seq,
        }),
    }));
}
