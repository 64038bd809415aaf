using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Previewing;
using QboSync.Sending;
using QboSync.Talking;

namespace QboSync.Planning;

/// <summary>
/// Says of a rehearsed write what QuickBooks would refuse in it, as far as reading tells: closed books, somebody who saved the same since our
/// last write, what is gone, a number that is taken. What only QuickBooks' own arithmetic or rules find stays unforeseen.
/// </summary>
public sealed class Refereeing(CompanyReader companies)
{
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal) { "Customer", "Item", "PaymentMethod" };

    /// <summary>Returns where the write would be taken.</summary>
    /// <param name="call">The write.</param>
    /// <param name="body">Its body.</param>
    /// <param name="operation"><c>create</c>, <c>update</c>, <c>void</c> or <c>delete</c>.</param>
    /// <exception cref="RefusedException">It would be refused.</exception>
    /// <exception cref="FaultException">QuickBooks cannot be asked.</exception>
    internal async Task CheckAsync(GatheredCall call, JsonObject body, string operation)
    {
        var closed = (await companies.FactsAsync(call.Company, call.Cancel)).BookCloseDate;
        if (IsClosed(body, closed)) throw Refused(call, "6210", "The account period has closed.");
        if (operation == "create") await NumberAsync(call, body);
        else await StandingAsync(call, body, closed);
    }

    private static async Task StandingAsync(GatheredCall call, JsonObject body, string? closed)
    {
        var inactiveToo = Lists.Contains(call.Entity) ? $" and {Query.ActiveOrNot}" : "";
        var found = await call.Company.QueryAsync(call.Entity, $"Id = {Query.Literal(body.Text("Id")!)}{inactiveToo}", call.Cancel);
        if (found.FirstOrDefault() is not { } standing) throw Refused(call, "610", "Object Not Found : Another user has deleted this transaction.");
        if (standing.Text("SyncToken") != body.Text("SyncToken")) throw Refused(call, "5010", "Stale Object Error");
        if (IsClosed(standing, closed)) throw Refused(call, "6210", "The account period has closed.");
    }

    private static async Task NumberAsync(GatheredCall call, JsonObject body)
    {
        if (body.Text("DocNumber") is not { Length: > 0 } number) return;
        if ((await call.Company.QueryAsync(call.Entity, $"DocNumber = {Query.Literal(number)}", call.Cancel)).FirstOrDefault() is { } holder)
            throw Refused(call, "6140", $"Duplicate Document Number Error : DocNumber={number} is assigned to TxnType={call.Entity} with TxnId={holder.Id()}");
    }

    private static bool IsClosed(JsonObject document, string? closed) =>
        closed is not null && document.Text("TxnDate") is { Length: > 0 } day && string.CompareOrdinal(day, closed) <= 0;

    private static RefusedException Refused(GatheredCall call, string code, string detail)
    {
        IReadOnlyList<QuickBooksError> errors = [new QuickBooksError(code, detail, detail)];
        return new RefusedException(FaultReading.Read(errors, call.Act), errors);
    }
}
