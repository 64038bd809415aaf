using Contracts;

namespace SupabaseSync.Conflicts;

/// <summary>Section <c>Supabase:Conflicts</c>: a policy per entity.</summary>
public sealed class ConflictOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Supabase:Conflicts";

    private static readonly string[] Words = ["woocommerce", "supabase", "last_write", "ask"];

    /// <summary>For orders, their lines and refunds.</summary>
    public string Orders { get; set; } = Words[0];

    /// <summary>For products and variations.</summary>
    public string Products { get; set; } = Words[0];

    /// <summary>For customers.</summary>
    public string Customers { get; set; } = Words[0];

    /// <summary>The policy of an entity.</summary>
    public ConflictPolicy Of(string entity) => (ConflictPolicy)Array.IndexOf(Words, WordOf(entity));

    /// <summary>The policy as it stands in the settings and in the list.</summary>
    public static string Name(ConflictPolicy policy) => Words[(int)policy];

    /// <summary>Names the settings that hold no policy; null where all do.</summary>
    public string? Wrong()
    {
        var wrong = Entities.All.Where(entity => !Words.Contains(WordOf(entity))).Select(entity => $"{Section}:{char.ToUpperInvariant(entity[0])}{entity[1..]}").ToList();
        return wrong.Count == 0 ? null : $"{string.Join(", ", wrong)} must be one of {string.Join(", ", Words)}.";
    }

    private string WordOf(string entity) => entity switch { Entities.Orders => Orders, Entities.Products => Products, _ => Customers };
}
