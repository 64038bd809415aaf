using Contracts;

namespace Webhooks.Sweeping;

/// <summary>What is looked for in a shop without being told.</summary>
public static class SweepKinds
{
    /// <summary>What changed since the last reading.</summary>
    public const string Modified = "modified";

    /// <summary>What lies in the trash. Customers have none.</summary>
    public const string Trash = "trash";

    /// <summary>Refunds that came or went without moving their order's date.</summary>
    public const string Refunds = "refunds";

    /// <summary>Every id of the shop against what is known: lost creations, and records deleted for good.</summary>
    public const string Ids = "ids";

    /// <summary>All kinds.</summary>
    public static readonly IReadOnlyList<string> All = [Modified, Trash, Refunds, Ids];

    /// <summary>Which entities a kind looks at.</summary>
    public static IReadOnlyList<string> EntitiesOf(string kind) => kind switch
    {
        Trash => [Entities.Orders, Entities.Products],
        Refunds => [Entities.Orders],
        _ => Entities.All,
    };
}
