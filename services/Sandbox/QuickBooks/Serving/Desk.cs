using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Booking;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>Carries out one operation with its requestid: replayed if known, else executed, remembered and committed in one piece.</summary>
internal static class Desk
{
    /// <summary>Runs a write. The reply's body has no time yet for an item of a batch; <paramref name="wrap"/> adds what the caller wants remembered.</summary>
    public static Reply Write(Company company, string? key, Func<Draft, JsonObject> write) => Write(company, key, draft => Reply.Ok(write(draft)));

    /// <summary>Runs a write of one entity, which is answered with. Its text is made once, for the books, for the answer and for the memory.</summary>
    public static Reply WriteEntity(Company company, string? key, EntityKind kind, bool timed, Func<Draft, JsonObject> write) => Write(company, key, draft =>
    {
        var text = draft.Answer(write(draft));
        var bytes = new ArrayBufferWriter<byte>(text.Length + 100);
        using (var json = new Utf8JsonWriter(bytes, Door.Writing))
        {
            json.WriteStartObject();
            json.WritePropertyName(kind.Name);
            json.WriteRawValue(text, skipInputValidation: true);
            if (timed) json.WriteString("time", company.Clock.Envelope);
            json.WriteEndObject();
        }
        return Reply.Ok(bytes.WrittenSpan.ToArray());
    });

    private static Reply Write(Company company, string? key, Func<Draft, Reply> write)
    {
        if (RememberedReplies.Find(company, key) is { } first) return first;
        var draft = new Draft(company);
        Reply reply;
        try
        {
            if (company.Switches.SubscriptionEnded) throw Refuse.SubscriptionEnded();
            reply = write(draft);
        }
        catch (QuickBooksFault fault)
        {
            draft = new Draft(company);
            reply = Envelopes.Fault(fault, company.Clock.Envelope);
        }
        RememberedReplies.Keep(draft, key, reply);
        draft.Commit();
        return reply;
    }

    /// <summary>The body of a reply about one entity.</summary>
    public static JsonObject Entity(Company company, EntityKind kind, JsonObject document) => new() { [kind.Name] = document.DeepClone(), ["time"] = company.Clock.Envelope };

    /// <summary>Chooses the operation as the API does: by <c>operation</c>, by <c>include=void</c>, else by whether the body has an Id.</summary>
    public static JsonObject Run(Draft draft, EntityKind kind, string? operation, JsonObject body, WriteOptions options, bool isVoid = false) => operation switch
    {
        "delete" => Writer.Delete(draft, kind, body),
        "void" => kind.VoidsByOperation ? Writer.Void(draft, kind, body) : throw Refuse.Unsupported($"void {kind.Name}"),
        "update" when isVoid => kind.VoidsByInclude ? Writer.Void(draft, kind, body) : throw Refuse.Unsupported($"update {kind.Name} with include=void"),
        "update" => Writer.Update(draft, kind, body, options),
        "create" => Writer.Create(draft, kind, body, options),
        null or "" when isVoid => kind.VoidsByInclude ? Writer.Void(draft, kind, body) : throw Refuse.Unsupported($"{kind.Name} with include=void"),
        null or "" => body.Text("Id") is { Length: > 0 } && body["SyncToken"] is not null || kind is { CanCreate: false } ? Writer.Update(draft, kind, body, options) : Writer.Create(draft, kind, Anew(body), options),
        _ => throw Refuse.Unsupported(operation),
    };

    private static JsonObject Anew(JsonObject body) => body.Text("Id") is { Length: > 0 } ? throw Refuse.Missing("SyncToken") : body;
}
