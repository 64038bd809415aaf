using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Parents: at most five levels, and the full name from the top, joined by colons.</summary>
internal static class Hierarchy
{
    private const int Levels = 5;

    public static string FullName(Write write, string property)
    {
        var names = new List<string> { write.Document.Text(property)! };
        var parent = write.Document.RefId("ParentRef");
        while (parent is not null)
        {
            if (parent == write.Id) throw new QuickBooksFault("900", "Parent cannot be child", "The same object can't be the parent or child of itself.", "ParentRef");
            if (names.Count == Levels) throw new QuickBooksFault("6180", "Sub Level Limit", "You can nest up to 5 levels.", "ParentRef");
            var found = write.Draft.Get(write.Kind.Name, parent) ?? throw Refuse.Reference(write.Kind.Plural, parent, "ParentRef");
            names.Insert(0, found.Text(property)!);
            parent = found.RefId("ParentRef");
        }
        return string.Join(':', names);
    }
}
