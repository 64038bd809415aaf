using Syncing.Working;

namespace QboSync.Conflicts;

/// <summary>The outcome of a record in which a person's change in QuickBooks stays.</summary>
public static class QuickBooksWins
{
    /// <summary>The result.</summary>
    public static WorkResult Skipped(WorkItem item, string? externalId) => WorkResult.Skipped(item, "quickbooks_wins",
        "Somebody changed it in QuickBooks, and by the company's policy, or by somebody's choice, that stays until the shop changes the same fields again. The list of conflicts shows both sides.", externalId);
}
