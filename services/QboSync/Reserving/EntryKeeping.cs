using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Reserving;

/// <summary>Keeps an entry that stands in QuickBooks as the shop has it now.</summary>
public sealed class EntryKeeping(EntryUpdating updating, EntryReferences references, ReservationBook book)
{
    /// <summary>
    /// Writes what changed; says whether anything was written. An entry that was found, not made, is left as the bookkeeper has it until it
    /// changes in the shop, and keeps its name even then.
    /// </summary>
    /// <exception cref="FaultException">It was refused, or the entry is inactive or gone.</exception>
    public async Task<bool> KeepAsync(
        CompanyBooks books, string entity, string nameField, Reservation row, JsonObject fields, IReadOnlyList<string> names, string hash, WorkItem item, CancellationToken cancel)
    {
        row.Rehearsed = books.Look is not null;
        if (row is { Hash: null, MadeHere: false })
        {
            row.Hash = hash;
            await book.SaveAsync(row, cancel);
            return false;
        }
        if (row.Hash == hash && !item.Force) return false;
        try
        {
            return await WriteAsync(fields, row.MadeHere ? names : []);
        }
        catch (RefusedException e) when (Cleaned(fields, nameField, row.MadeHere ? names : [], e) is { } clean)
        {
            return await WriteAsync(clean.Fields, clean.Names);
        }
        catch (RefusedException e) when (e.IsGone || EntryReferences.Concerns(e))
        {
            var check = entity == "Customer"
                ? await references.CheckAsync(books.Company, row.ExternalId, [], cancel)
                : await references.CheckAsync(books.Company, null, [row.ExternalId!], cancel);
            if (check.Fault is { } fault) throw new FaultException(fault, e);
            throw;
        }

        Task<bool> WriteAsync(JsonObject texts, IReadOnlyList<string> called) => updating.UpdateAsync(books.Company, entity, nameField, row, texts, called, hash, item, cancel);
    }

    // Names of the same kind as a refused one would be refused too.
    private static (JsonObject Fields, IReadOnlyList<string> Names)? Cleaned(JsonObject fields, string nameField, IReadOnlyList<string> names, RefusedException refused)
    {
        var body = (JsonObject)fields.DeepClone();
        if (names.Count > 0) body[nameField] = names[0];
        if (Sanitising.Of(body, refused.Errors) is not { } clean) return null;
        IReadOnlyList<string> called = names.Count == 0 ? [] : [clean.Text(nameField)!, .. names.Skip(1).Select(name => refused.Has("2040") ? Sanitising.Plain(name) : name)];
        clean.Remove(nameField);
        return (clean, called);
    }
}
