using System.Collections.Concurrent;
using Contracts;

namespace Webhooks.Tests.Driving;

/// <summary>What the targets heard, and what they do about it.</summary>
public sealed class TargetBook
{
    public const string QuickBooks = "quickbooks";
    public const string Supabase = "supabase";

    /// <summary>Every change in the order of its coming, by target; also those that were not accepted.</summary>
    public ConcurrentQueue<(string Target, RecordChanged Change)> Heard { get; } = new();

    /// <summary>Whether a target takes a change into its ledger.</summary>
    public volatile Func<string, RecordChanged, bool> Accepts = (_, _) => true;

    /// <summary>What became of it at once; null where the target keeps silent.</summary>
    public volatile Func<string, RecordChanged, RecordOutcome?> Settles = (_, _) => RecordOutcome.Created;

    public IReadOnlyList<RecordChanged> Of(string target) => [.. Heard.Where(heard => heard.Target == target).Select(heard => heard.Change)];

    /// <summary>The newest version of each record that a target heard of.</summary>
    public IReadOnlyDictionary<(string Entity, string Key), RecordChanged> Newest(string target) => Of(target)
        .GroupBy(change => (Entity(change), change.Key))
        .ToDictionary(group => group.Key, group => group.MaxBy(change => change.Version())!);

    public static string Entity(RecordChanged change) => change switch
    {
        OrderChanged => Entities.Orders,
        ProductChanged => Entities.Products,
        _ => Entities.Customers,
    };
}
