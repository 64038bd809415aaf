using System.Text.Json.Nodes;
using QboSync.Planning;
using QboSync.Reserving;
using QboSync.Sending;
using QboSync.Talking;

namespace QboSync.Previewing;

/// <summary>
/// A booking that is only shown. The code that books runs as always, and reads as always; what it would write is collected here and answered
/// as QuickBooks would answer it. Nothing leaves, and rows that are <see cref="Storage.BookedDocument.Rehearsed"/> are not written down.
/// </summary>
public sealed class Rehearsal(TimeProvider clock)
{
    private readonly List<RehearsedWrite> _writes = [];
    private readonly Dictionary<(string Entity, string Id), JsonObject> _made = [];

    /// <summary>Collects the customers and items that would be made or linked.</summary>
    public EntryLook Look { get; init; } = new();

    /// <summary>Refuses what QuickBooks would refuse, as far as reading tells; null takes every write.</summary>
    public Refereeing? Refereeing { get; init; }

    /// <summary>What would be written, in its order.</summary>
    public IReadOnlyList<RehearsedWrite> Writes => _writes;

    /// <summary>What would stand in QuickBooks after a write of this rehearsal; null for everything else.</summary>
    internal JsonObject? Made(string entity, string id) => _made.TryGetValue((entity, id), out var made) ? (JsonObject)made.DeepClone() : null;

    /// <summary>Takes a write in QuickBooks' place, and answers it.</summary>
    /// <exception cref="RefusedException">It would be refused.</exception>
    internal async Task<JsonObject> TakeAsync(GatheredCall call)
    {
        var body = FaultBody.Parse(call.Body)!;
        var operation = call.Row?.Removing is { } how ? how.ToString().ToLowerInvariant() : call.Operation;
        if (Refereeing is { } refereeing && (body.Text("Id") is not { } id || Made(call.Entity, id) is null)) await refereeing.CheckAsync(call, body, operation);
        _writes.Add(new RehearsedWrite(call.Entity, operation, call.Row?.Role, call.Row?.SourceId, body, operation is "create" or "update" ? ExpectedTotal.Of(body) : 0));
        var answer = Answer(call.Entity, body, operation);
        _made[(call.Entity, answer.Id())] = answer;
        if (call.Row is { } row) RowChanges.Answered(row, answer, clock.GetUtcNow());
        return new JsonObject { [call.Entity] = answer.DeepClone() };
    }

    private static JsonObject Answer(string entity, JsonObject body, string operation)
    {
        var answer = (JsonObject)body.DeepClone();
        answer["Id"] ??= body.Text("DocNumber") is { } number ? $"(new {entity} {number})" : $"(new {entity})";
        answer["SyncToken"] = "0";
        if (operation is "void" or "delete") answer["TotalAmt"] = 0;
        else if (ExpectedTotal.Of(body) is { } total) answer["TotalAmt"] = total;
        if (operation == "void") answer["PrivateNote"] = "Voided";
        return answer;
    }
}
