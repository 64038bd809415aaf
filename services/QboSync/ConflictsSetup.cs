using QboSync.Conflicts;
using QboSync.Drifting;
using QboSync.Storage;
using QboSync.Undoing;
using Syncing.Conflicts;

namespace QboSync;

/// <summary>What people do in QuickBooks to what was booked, and what is taken out of it again.</summary>
internal static class ConflictsSetup
{
    /// <summary>What booking needs of it.</summary>
    public static IServiceCollection AddQuickBooksConflicts(this IServiceCollection services) => services.AddConflicts<QboSyncDb>()
        .AddSingleton<ITargetConflicts<QboSyncDb>, QuickBooksConflicts>().AddSingleton<OpenCompanies>().AddSingleton<RecordedOrders>()
        .AddSingleton<DocumentClash>().AddSingleton<EntryClash>().AddSingleton<FirstContacts>()
        .AddSingleton<DocumentResolving>().AddSingleton<EntryResolving>().AddSingleton<TakenBackResolving>().AddSingleton<SumResolving>().AddSingleton<OrderAdopting>()
        .AddSingleton<DriftMarks>().AddSingleton<DriftCheck>().AddSingleton<DocumentDrift>().AddSingleton<EntryDrift>().AddSingleton<DriftWatch>()
        .AddSingleton<UndoPlanning>().AddSingleton<UndoBook>().AddSingleton<UndoWork>();

    /// <summary>What runs beside it by itself.</summary>
    public static IServiceCollection AddWatches(this IServiceCollection services) => services
        .AddHostedService(provider => provider.GetRequiredService<DriftWatch>()).AddHostedService<UndoWatch>();
}
