namespace QboSync.Mapping;

/// <summary>Two stores of one company whose document numbers may be the same.</summary>
/// <param name="Store">One store.</param>
/// <param name="Other">The other.</param>
/// <param name="Prefix">The prefix of the one.</param>
/// <param name="OtherPrefix">The prefix of the other: the same, or one that the other's numbers may begin with.</param>
public sealed record PrefixClash(string Store, string Other, string Prefix, string OtherPrefix)
{
    /// <summary>
    /// The clashes among the stores. QuickBooks compares numbers without regard to case; <c>A1</c> with order 23 and <c>A</c> with order 123
    /// are the same number too.
    /// </summary>
    public static IReadOnlyList<PrefixClash> Among(BookMapping mapping, IEnumerable<string> stores)
    {
        var known = stores.Concat(mapping.Stores.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(store => (Store: store, Prefix: mapping.Store(store).DocNumberPrefix ?? mapping.Orders.DocNumberPrefix)).ToList();
        return [.. from one in known.Index()
                   from other in known.Skip(one.Index + 1)
                   where MayMeet(one.Item.Prefix, other.Prefix)
                   select new PrefixClash(one.Item.Store, other.Store, one.Item.Prefix, other.Prefix)];
    }

    /// <summary>What is wrong and what to do, in words.</summary>
    public string Message => string.Equals(Prefix, OtherPrefix, StringComparison.OrdinalIgnoreCase)
        ? $"The stores {Store} and {Other} book in the same company with the same prefix '{Prefix}', so two orders could get one document number. Give one of them a prefix of its own (stores.{Other}.doc_number_prefix)."
        : $"The stores {Store} (prefix '{Prefix}') and {Other} (prefix '{OtherPrefix}') book in the same company, and their document numbers can be the same. Give one of them another prefix (stores.{Other}.doc_number_prefix).";

    private static bool MayMeet(string one, string other)
    {
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        return longer.StartsWith(shorter, StringComparison.OrdinalIgnoreCase) && longer[shorter.Length..].All(char.IsAsciiDigit);
    }
}
