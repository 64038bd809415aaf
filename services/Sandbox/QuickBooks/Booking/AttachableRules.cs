using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Attachables: a note or a file, on entities that exist.</summary>
internal static class AttachableRules
{
    public static void Complete(Write write)
    {
        var document = write.Document;
        if (document.Text("Note") is null && document.Text("FileName") is null) throw Refuse.Missing("Note or FileName");
        foreach (var reference in document.Objects("AttachableRef"))
        {
            reference["IncludeOnSend"] ??= false;
            if (reference.Object("EntityRef") is not { } entity) continue;
            var kind = entity.Text("type") is { Length: > 0 } type ? Catalog.Find(type) ?? throw Refuse.InvalidType("AttachableRef.EntityRef.type", type) : throw Refuse.Missing("AttachableRef.EntityRef.type");
            var id = entity.Text("value") is { Length: > 0 } value ? value : throw Refuse.Missing("AttachableRef.EntityRef.value");
            if (write.Draft.Get(kind.Name, id) is null) throw Refuse.Reference(kind.Plural, id, "AttachableRef");
        }
    }
}
