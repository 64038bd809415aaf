using SupabaseSync.Drifting;
using Syncing.Conflicts;

namespace SupabaseSync.Conflicts;

/// <summary>Registers what finds and settles edits of the mirror.</summary>
public static class ConflictsSetup
{
    /// <summary>The list, the look before a write and the regular one, and the settings (section <c>Supabase:Conflicts</c>, checked at start).</summary>
    public static IServiceCollection AddMirrorConflicts(this IServiceCollection services, IConfiguration configuration)
    {
        var given = configuration.GetSection(ConflictOptions.Section).Get<ConflictOptions>() ?? new ConflictOptions();
        services.AddOptions<ConflictOptions>().Bind(configuration.GetSection(ConflictOptions.Section))
            .Validate(options => options.Wrong() is null, given.Wrong() ?? "").ValidateOnStart();
        services.AddConflicts<SupabaseSyncDb>().AddSingleton<ITargetConflicts<SupabaseSyncDb>, SupabaseConflicts>();
        services.AddSingleton<StandingRows>().AddSingleton<RowDecisions>().AddSingleton<VersionTaking>().AddSingleton<RowMeeting>();
        services.AddSingleton<DriftMarks>().AddSingleton<DriftCheck>();
        return services;
    }
}
