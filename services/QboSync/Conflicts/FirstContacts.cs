using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using QboSync.Documents;
using QboSync.Reserving;
using QboSync.Storage;
using Syncing.Conflicts;
using Syncing.Working;

namespace QboSync.Conflicts;

/// <summary>
/// A customer or an item that QuickBooks seems to have: asked about in the list, and answered for the key that it is about, so for every
/// record that waits for the same answer.
/// </summary>
public sealed class FirstContacts(ConflictBook<QboSyncDb> conflicts, EntryLinking linking, DueRecords<QboSyncDb> due, IDbContextFactory<QboSyncDb> databases)
{
    private const int MostCandidates = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Puts it into the list.</summary>
    public Task OpenAsync(WorkItem item, FirstContactException contact, CancellationToken cancel) => conflicts.OpenAsync(new ConflictFinding
    {
        TenantId = item.TenantId, StoreId = item.StoreId, Account = contact.Account, Entity = item.Entity, Key = item.Key,
        Kind = FirstContactException.CodeName, Subject = contact.Entity, ExternalId = contact.Candidates[0].Id, Message = contact.Fault.Message, Held = true,
        Sides = Sides(contact), Policy = "ask", Standing = JsonSerializer.Serialize(new Asked(contact.Kind, contact.Key), Json),
    }, cancel);

    /// <summary>"It is this one": null, or what is wrong with the answer.</summary>
    public Task<string?> LinkAsync(Conflict conflict, string externalId, CancellationToken cancel) =>
        AnswerAsync(conflict, asked => linking.LinkAsync(conflict.Account, asked.Kind, asked.Key, externalId, cancel), cancel);

    /// <summary>"Make a new one": null, or what is wrong with the answer.</summary>
    public Task<string?> CreateAsync(Conflict conflict, CancellationToken cancel) =>
        AnswerAsync(conflict, asked => linking.CreateAsync(conflict.Account, asked.Kind, asked.Key, cancel), cancel);

    private async Task<string?> AnswerAsync(Conflict conflict, Func<Asked, Task> answer, CancellationToken cancel)
    {
        if (conflict.Standing is not { } standing || JsonSerializer.Deserialize<Asked>(standing, Json) is not { } asked)
            return "choice: it is not known any more which customer or item this is about; push the record again and resolve the conflict that is found then";
        await answer(asked);
        await using var database = databases.CreateDbContext();
        var others = await database.Conflicts.AsNoTracking().Where(other => other.State == ConflictState.Open && other.Account == conflict.Account
            && other.Kind == conflict.Kind && other.Standing == standing && other.Id != conflict.Id).ToListAsync(cancel);
        foreach (var other in others) await due.DueAsync(other.Account, other.StoreId, other.Entity, other.Key, force: false, cancel);
        return null;
    }

    private static List<ConflictSide> Sides(FirstContactException contact)
    {
        var nameField = contact.Entity == "Item" ? "Name" : "DisplayName";
        var sides = new List<ConflictSide>();
        foreach (var (index, candidate) in contact.Candidates.Take(MostCandidates).Index())
        {
            var at = contact.Candidates.Count == 1 ? "" : $"[{index + 1}]";
            sides.Add(new($"Id{at}", null, candidate.Id));
            sides.Add(new($"{nameField}{at}", Comparison.Plain(contact.Wanted[nameField]), candidate.Name));
            if (candidate.Email is not null) sides.Add(new($"PrimaryEmailAddr{at}", Comparison.Plain(contact.Wanted["PrimaryEmailAddr"]?["Address"]), candidate.Email));
            if (candidate.Sku is not null) sides.Add(new($"Sku{at}", Comparison.Plain(contact.Wanted["Sku"]), candidate.Sku));
            if (!candidate.Active) sides.Add(new($"Active{at}", "true", "false"));
        }
        return sides;
    }

    private sealed record Asked(ReservationKind Kind, string Key);
}
