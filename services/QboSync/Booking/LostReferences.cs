using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Reserving;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>
/// A document was refused because something that it refers to is inactive or missing. Says which; a customer or item that was deleted or
/// merged in QuickBooks is taken off the order's rows, so that the next try looks for it anew.
/// </summary>
public sealed class LostReferences(EntryReferences references, DocumentBook book)
{
    /// <summary>What to hold or repeat the order for; null where customer and items are well, and it is about something else.</summary>
    /// <exception cref="FaultException">QuickBooks could not be asked.</exception>
    public async Task<Fault?> ExplainAsync(QuickBooksCompany company, BookedDocument row, JsonObject body, CancellationToken cancel)
    {
        var check = await references.CheckAsync(company, body.Ref("CustomerRef"), Items(body), cancel);
        if (!check.CustomerGone && check.ItemsGone.Count == 0) return check.Fault;
        var sale = row.Role == DocumentRole.Sale ? row
            : (await book.OfOrderAsync(row.Account, row.StoreId, row.RecordKey, cancel)).FirstOrDefault(other => other.Role == DocumentRole.Sale);
        if (sale is null) return check.Fault;
        // A merge moved the documents that stand; where they are now is the answer.
        if (check.CustomerGone) sale.CustomerId = sale.IsBooked ? (await company.ReadAsync(sale.Kind.ToString(), sale.ExternalId!, cancel)).Ref("CustomerRef") : null;
        if (sale.ItemsByLine is { } kept) sale.ItemsByLine = Without(kept, check.ItemsGone);
        if (company.Rehearsal is null) await book.SaveAsync(sale, cancel);
        return check.Fault;
    }

    private static List<string> Items(JsonObject body) =>
        [.. (body["Line"] as JsonArray ?? []).OfType<JsonObject>().Select(line => line.Text("SalesItemLineDetail", "ItemRef", "value")).OfType<string>()];

    private static string Without(string kept, IReadOnlySet<string> gone) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Dictionary<long, string>>(kept)!.Where(line => !gone.Contains(line.Value)).ToDictionary());
}
