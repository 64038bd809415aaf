namespace Webhooks.Runs;

/// <summary>The rows that belong to a run.</summary>
internal static class RunItems
{
    /// <summary>Those of the targets that it was asked for: a new version goes to every target, also where one was asked for.</summary>
    public static IQueryable<RunItem> Of(this IQueryable<RunItem> items, Run run)
    {
        var own = items.Where(item => item.SyncId == run.CorrelationId);
        return run.Target is { } target ? own.Where(item => item.Target == target) : own;
    }
}
