using Hosting.Starting;
using Webhooks.Resyncing;

namespace Platform.Commanding;

/// <summary>What the program does instead of serving: it asks the running platform for something.</summary>
public static class Commands
{
    /// <summary>The exit code, or null where the arguments name no command.</summary>
    public static async Task<int?> RunAsync(string[] args, TextWriter output, TextWriter errors) => args switch
    {
        ["doctor", .. var rest] => await Service.OrRefuseAsync(() => DoctorCommand.RunAsync(rest, output)),
        _ => await ResyncCommand.RunAsync(args, output, errors),
    };
}
