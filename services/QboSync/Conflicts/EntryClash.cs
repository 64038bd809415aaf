using System.Text.Json.Nodes;
using Contracts;
using QboSync.Mapping;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Conflicts;
using Syncing.Working;

namespace QboSync.Conflicts;

/// <summary>A customer or item was saved by somebody else since our last write; what they changed is found by comparing with what we wrote.</summary>
public sealed class EntryClash(ConflictBook<QboSyncDb> conflicts, MappingBook mappings)
{
    /// <summary>Decides what is to be written over what stands: the row then knows what stands, and which fields stay theirs.</summary>
    /// <param name="row">The entry.</param>
    /// <param name="shop">What the shop says, the wanted name included.</param>
    /// <param name="standing">As just read.</param>
    /// <param name="item">The record.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FaultException">A person must decide.</exception>
    public async Task MeetAsync(Reservation row, JsonObject shop, JsonObject standing, WorkItem item, CancellationToken cancel)
    {
        var fields = standing.Text("SyncToken") == row.SyncToken ? [] : Clashing(row, shop, standing);
        if (fields.Count > 0)
        {
            var policy = PolicyOf(await mappings.OfAsync(row.Account, cancel), item.Entity);
            var finding = Finding(row, item.TenantId, item.StoreId, item.Entity, item.Key, fields, shop, standing, policy);
            switch (Choosing.Of(policy, standing.Instant("MetaData", "LastUpdatedTime"), item.Version.Modified))
            {
                case Winner.Shop:
                    if (!row.Rehearsed) await conflicts.NoteAsync(finding, ConflictKinds.Woocommerce, cancel);
                    break;
                case Winner.QuickBooks:
                    if (!row.Rehearsed) await conflicts.NoteAsync(finding, ConflictKinds.Quickbooks, cancel);
                    row.Kept = KeptFields.Add(row.Kept, fields, shop);
                    break;
                default:
                    if (!row.Rehearsed) await conflicts.OpenAsync(finding with { Held = true }, cancel);
                    throw new FaultException(FaultKind.Conflict, "changed_in_quickbooks",
                        $"{finding.Subject} was changed in QuickBooks by somebody ({DocumentFindings.Named(fields)}), and the record has changed in the shop too. Nothing was written. Choose in the list of conflicts: woocommerce writes the shop's version, quickbooks keeps what stands.");
            }
        }
        Take(row, shop, standing);
    }

    /// <summary>Fields of ours in which a person changed the entry, and not to what the shop says.</summary>
    public static IReadOnlyList<string> Clashing(Reservation row, JsonObject shop, JsonObject standing)
    {
        if (Before(row) is not { } before) return []; // never written by us: there is nothing that a person could have changed
        var ours = KeptFields.Without(shop, row.Kept);
        foreach (var name in ours.Select(field => field.Key).Where(name => !before.ContainsKey(name)).ToList()) ours.Remove(name);
        return [.. Comparison.Differing(before, standing, ours).Where(name => !Comparison.Same(standing[name], ours[name], ours[name]))];
    }

    /// <summary>What we wrote last, as far as it is known.</summary>
    public static JsonObject? Before(Reservation row) => FaultBody.Parse(row.Written ?? (row.MadeHere ? row.Body ?? "" : ""));

    /// <summary>The row knows what stands in QuickBooks now.</summary>
    public static void Take(Reservation row, JsonObject shop, JsonObject standing) =>
        (row.SyncToken, row.Written) = (standing.Text("SyncToken"), Written(row.Written, shop, standing));

    /// <summary>What of an answer of QuickBooks lies in fields of ours, over what was known before.</summary>
    public static string Written(string? before, JsonObject ours, JsonObject answer)
    {
        var written = before is null ? [] : FaultBody.Parse(before) ?? [];
        foreach (var (name, value) in ours) written[name] = Comparison.Project(answer[name], value);
        return written.ToJsonString();
    }

    /// <summary>A person's change of an entry; what the shop said then is kept beside what stood there.</summary>
    public static ConflictFinding Finding(
        Reservation row, string tenant, string store, string entity, string key, IReadOnlyList<string> fields, JsonObject shop, JsonObject standing, ConflictPolicy policy)
    {
        var subject = $"{(entity == Entities.Products ? "Item" : "Customer")} {row.ExternalId}";
        return new()
        {
            TenantId = tenant, StoreId = store, Account = row.Account, Entity = entity, Key = key, Kind = ConflictKinds.Edited, Subject = subject, ExternalId = row.ExternalId,
            Message = $"{subject} was changed in QuickBooks by somebody ({DocumentFindings.Named(fields)}).",
            Sides = Differences.Of(fields, shop, standing), Standing = new JsonObject { ["Shop"] = shop.DeepClone(), ["Standing"] = standing.DeepClone() }.ToJsonString(), Policy = Choosing.Name(policy),
        };
    }

    /// <summary>The policy of customers or items.</summary>
    public static ConflictPolicy PolicyOf(BookMapping mapping, string entity) =>
        entity == Entities.Products ? mapping.Conflicts.Products : mapping.Conflicts.Customers;
}
