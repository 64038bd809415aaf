using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Create, full and sparse update, delete and void of one entity within a draft.</summary>
internal static class Writer
{
    public static JsonObject Create(Draft draft, EntityKind kind, JsonObject body, WriteOptions options)
    {
        if (!kind.CanCreate) throw Refuse.Unsupported($"create {kind.Name}");
        var sent = BodyReader.Read(kind.Shape, body);
        References.Check(draft, kind, sent);
        var document = New(draft, draft.Next(kind.Sequence));
        Take(sent, document);
        return Finish(new Write(draft, kind, sent, null, document, options));
    }

    public static JsonObject Update(Draft draft, EntityKind kind, JsonObject body, WriteOptions options)
    {
        if (!kind.CanUpdate) throw Refuse.Unsupported($"update {kind.Name}");
        var stored = Current(draft, kind, body);
        var sent = BodyReader.Read(kind.Shape, body);
        References.Check(draft, kind, sent);
        var sparse = body.Flag("sparse") == true;
        var document = stored.Copy();
        if (!sparse)
            foreach (var property in kind.Shape.Properties)
                if (!property.ReadOnly && !property.SurvivesFullUpdate && property.Name != "Id") document.Remove(property.Name);
        Take(sent, document);
        MoveOn(draft, document);
        return Finish(new Write(draft, kind, sent, stored, document, options));
    }

    /// <summary>Takes a transaction away for good; reads answer 610 from then on.</summary>
    public static JsonObject Delete(Draft draft, EntityKind kind, JsonObject body)
    {
        if (!kind.CanDelete) throw Refuse.Unsupported($"delete {kind.Name}");
        var stored = Current(draft, kind, body);
        Rules.Guard(draft, kind, stored);
        Rules.Effects(draft, kind, stored, null);
        var id = stored.Text("Id")!;
        draft.Remove(kind.Name, id);
        draft.PutRow("deleted", $"{kind.Name}:{id}", new JsonObject { ["Kind"] = kind.Name, ["Id"] = id, ["LastUpdatedTime"] = draft.Company.Clock.Stamp });
        return new JsonObject { ["status"] = "Deleted", ["domain"] = "QBO", ["Id"] = id };
    }

    /// <summary>Keeps the document with zero amounts and "Voided" in its note.</summary>
    public static JsonObject Void(Draft draft, EntityKind kind, JsonObject body)
    {
        var stored = Current(draft, kind, body);
        Rules.Guard(draft, kind, stored);
        var document = stored.Copy();
        Voiding.Empty(document);
        MoveOn(draft, document);
        Rules.Effects(draft, kind, stored, document);
        draft.Put(kind.Name, document.Text("Id")!, document);
        return document;
    }

    /// <summary>The stored document for a read or a write: 610 where there is none, 5010 where the token is old.</summary>
    public static JsonObject Read(Draft draft, EntityKind kind, string id)
    {
        if (draft.Get(kind.Name, id) is { } stored) return stored;
        throw draft.Company.Row("deleted", $"{kind.Name}:{id}") is not null ? Refuse.Deleted() : Refuse.NotFound();
    }

    private static JsonObject Current(Draft draft, EntityKind kind, JsonObject body)
    {
        var id = body.Text("Id") is { Length: > 0 } given ? given : throw Refuse.Missing("Id");
        var token = body.Text("SyncToken") is { Length: > 0 } sent ? sent : throw Refuse.Missing("SyncToken");
        var stored = Read(draft, kind, id);
        return stored.Text("SyncToken") == token ? stored : throw Refuse.Stale();
    }

    private static JsonObject Finish(Write write)
    {
        if (write.Before is { } before) Rules.Guard(write.Draft, write.Kind, before);
        Rules.Complete(write);
        References.Name(write.Draft, write.Kind.Shape, write.Document);
        Rules.Guard(write.Draft, write.Kind, write.Document);
        Rules.Effects(write.Draft, write.Kind, write.Before, write.Document);
        write.Draft.Put(write.Kind.Name, write.Id, write.Document);
        AutoApplying.Apply(write);
        return write.Document;
    }

    /// <summary>An empty entity with its id, as QuickBooks begins it.</summary>
    public static JsonObject New(Draft draft, string id)
    {
        var now = draft.Company.Clock.Stamp;
        return new JsonObject
        {
            ["domain"] = "QBO", ["sparse"] = false, ["Id"] = id, ["SyncToken"] = "0",
            ["MetaData"] = new JsonObject { ["CreateTime"] = now, ["LastUpdatedTime"] = now },
        };
    }

    private static void Take(JsonObject sent, JsonObject document)
    {
        foreach (var (name, value) in sent)
        {
            if (name == "Id") continue;
            // An empty string clears a property.
            if (value is JsonValue && value.Text() is "") document.Remove(name);
            else document[name] = value?.DeepClone();
            if (name.EndsWith("Addr", StringComparison.Ordinal) && document[name] is JsonObject address) CountryCodes.Shorten(address);
        }
    }

    private static void MoveOn(Draft draft, JsonObject document)
    {
        document["SyncToken"] = (int.Parse(document.Text("SyncToken")!, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        document["sparse"] = false;
        document["MetaData"]!["LastUpdatedTime"] = draft.Company.Clock.Stamp;
    }
}
