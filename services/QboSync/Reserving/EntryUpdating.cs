using System.Text.Json.Nodes;
using QboSync.Conflicts;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Reserving;

/// <summary>
/// Changes fields of a customer or an item, and only those (a sparse update). Doing it twice is doing it once, so a lost answer is no doubt:
/// the SyncToken tells on the next try. It tells, too, that a person was there since our last write; then the company's policy decides.
/// </summary>
public sealed class EntryUpdating(ReservationBook book, EntryClash clash)
{
    private const int MostLooks = 3;

    /// <summary>Writes the fields, under the first of <paramref name="names"/> that is free; none leaves the name as it is.</summary>
    /// <returns>Whether anything was written: where QuickBooks wins there may be nothing left to write.</returns>
    /// <exception cref="FaultException">It was refused, or a person must decide.</exception>
    public async Task<bool> UpdateAsync(QuickBooksCompany company, string entity, string nameField, Reservation row, JsonObject fields,
        IReadOnlyList<string> names, string hash, WorkItem item, CancellationToken cancel)
    {
        row.Kept = KeptFields.Still(row.Kept, Body(fields, nameField, names.Count > 0 ? names[0] : null));
        foreach (var name in names.DefaultIfEmpty())
        {
            try
            {
                var wrote = await SendAsync(company, entity, row, Body(fields, nameField, name), item, cancel);
                row.Hash = hash;
                await book.SaveAsync(row, CancellationToken.None);
                return wrote;
            }
            catch (RefusedException e) when (e.Has("6240") && name is not null && name != names[^1])
            {
                // Taken: the next name.
            }
            catch (FaultException e) when (e.Fault.Kind == FaultKind.UnknownOutcome)
            {
                throw new FaultException(new Fault(FaultKind.Transient, "no_answer",
                    $"QuickBooks gave no answer when a {entity.ToLowerInvariant()} was changed. It is changed again by itself, which does no harm; nothing to do.", e.Fault.RetryAfter), e);
            }
        }
        return false;
    }

    private static JsonObject Body(JsonObject fields, string nameField, string? name)
    {
        var body = (JsonObject)fields.DeepClone();
        if (name is not null) body[nameField] = name;
        return body;
    }

    private async Task<bool> SendAsync(QuickBooksCompany company, string entity, Reservation row, JsonObject shop, WorkItem item, CancellationToken cancel)
    {
        row.SyncToken ??= (await company.ReadAsync(entity, row.ExternalId!, cancel)).Text("SyncToken");
        for (var looks = 0; ; looks++)
        {
            var ours = KeptFields.Without(shop, row.Kept);
            if (ours.Count == 0) return false;
            try
            {
                EntryClash.Take(row, ours, await WriteAsync(company, entity, row, ours, cancel));
                return true;
            }
            catch (RefusedException e) when (e.Has("5010") && looks < MostLooks)
            {
                var standing = await company.ReadAsync(entity, row.ExternalId!, cancel);
                if (IsWritten(row, ours, standing)) return Known(row, ours, standing);
                await clash.MeetAsync(row, shop, standing, item, cancel);
            }
        }
    }

    // Our own write, whose answer was lost.
    private static bool IsWritten(Reservation row, JsonObject ours, JsonObject standing) =>
        row.SyncToken != standing.Text("SyncToken") && Comparison.Differing(standing, ours, ours).Count == 0;

    private static bool Known(Reservation row, JsonObject ours, JsonObject standing)
    {
        EntryClash.Take(row, ours, standing);
        return true;
    }

    private static Task<JsonObject> WriteAsync(QuickBooksCompany company, string entity, Reservation row, JsonObject fields, CancellationToken cancel)
    {
        var body = new JsonObject { ["Id"] = row.ExternalId, ["SyncToken"] = row.SyncToken, ["sparse"] = true };
        foreach (var (name, value) in fields) body[name] = value?.DeepClone();
        // A new id each time: a refusal that was remembered would be played back. The SyncToken keeps it from being done twice.
        return company.WriteAsync(entity, body.ToJsonString(), Guid.NewGuid().ToString("N"), cancel);
    }
}
