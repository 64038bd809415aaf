using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Names that must be unique (6240) and what becomes of them when a record is made inactive.</summary>
internal static class UniqueNames
{
    private const string Suffix = " (deleted)";
    private static readonly char[] Forbidden = [':', '\t', '\n', '\r'];

    public static void RefuseCharacters(string element, string? name)
    {
        if (name is not null && name.IndexOfAny(Forbidden) >= 0) throw Refuse.InvalidCharacters(element, name);
    }

    /// <summary>Settles the name property of a list entity: suffix on deactivation, without it on reactivation, unique among <paramref name="kinds"/>.</summary>
    public static void Settle(Write write, string property, string whose, params string[] kinds)
    {
        var name = write.Document.Text(property)!;
        var active = write.Document.Flag("Active") != false;
        if (!active && !HasSuffix(name)) name = Free(write, property, name, kinds);
        if (active && write.Before?.Flag("Active") == false && HasSuffix(name)) name = name[..name.LastIndexOf(Suffix, StringComparison.Ordinal)];
        write.Document[property] = name;
        if (Taken(write, property, name, kinds)) throw Refuse.DuplicateName(whose);
    }

    private static bool HasSuffix(string name) => name.Contains(Suffix, StringComparison.Ordinal);

    private static string Free(Write write, string property, string name, string[] kinds)
    {
        var candidate = name + Suffix;
        for (var n = 2; Taken(write, property, candidate, kinds); n++) candidate = $"{name}{Suffix} {n}";
        return candidate;
    }

    private static bool Taken(Write write, string property, string name, string[] kinds)
    {
        var names = write.Company.Switches.HoldInactiveNames ? new[] { name, name + Suffix } : [name];
        return names.Any(held => kinds.Any(kind => write.Company.Index(kind).Find(property, held).Any(id => (kind, id) != (write.Kind.Name, write.Id))));
    }
}
