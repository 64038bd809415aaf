using System.Text.Json.Nodes;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Reserving;

/// <summary>
/// Changes fields of a customer or an item, and only those (a sparse update). Doing it twice is doing it once, so a lost answer is no doubt:
/// the SyncToken tells on the next try.
/// </summary>
public sealed class EntryUpdating(ReservationBook book)
{
    /// <summary>Writes the fields, under the first of <paramref name="names"/> that is free; none leaves the name as it is.</summary>
    /// <exception cref="FaultException">It was refused.</exception>
    public async Task UpdateAsync(
        QuickBooksCompany company, string entity, string nameField, Reservation row, JsonObject fields, IReadOnlyList<string> names, string hash, CancellationToken cancel)
    {
        foreach (var name in names.DefaultIfEmpty())
        {
            var body = (JsonObject)fields.DeepClone();
            if (name is not null) body[nameField] = name;
            try
            {
                var answer = await SendAsync(company, entity, row, body, cancel);
                (row.SyncToken, row.Hash) = (answer.Text("SyncToken"), hash);
                await book.SaveAsync(row, CancellationToken.None);
                return;
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
    }

    private static async Task<JsonObject> SendAsync(QuickBooksCompany company, string entity, Reservation row, JsonObject fields, CancellationToken cancel)
    {
        row.SyncToken ??= (await company.ReadAsync(entity, row.ExternalId!, cancel)).Text("SyncToken");
        try
        {
            return await WriteAsync(company, entity, row, fields, cancel);
        }
        catch (RefusedException e) when (e.Has("5010"))
        {
            // Somebody changed other fields meanwhile; ours are written over what stands there now, once.
            row.SyncToken = (await company.ReadAsync(entity, row.ExternalId!, cancel)).Text("SyncToken");
            return await WriteAsync(company, entity, row, fields, cancel);
        }
    }

    private static Task<JsonObject> WriteAsync(QuickBooksCompany company, string entity, Reservation row, JsonObject fields, CancellationToken cancel)
    {
        var body = new JsonObject { ["Id"] = row.ExternalId, ["SyncToken"] = row.SyncToken, ["sparse"] = true };
        foreach (var (name, value) in fields) body[name] = value?.DeepClone();
        // A new id each time: a refusal that was remembered would be played back. The SyncToken keeps it from being done twice.
        return company.WriteAsync(entity, body.ToJsonString(), Guid.NewGuid().ToString("N"), cancel);
    }
}
