using Hosting.Starting;

namespace Platform.Starting;

/// <summary>What the command line asks for.</summary>
/// <param name="Sandbox">Start the stand-ins and play a day.</param>
/// <param name="Exit">End after the day.</param>
/// <param name="Rest">Settings for the application, such as <c>--urls</c>.</param>
/// <param name="Configuration">The settings as far as they are known before the application is built.</param>
internal sealed record CommandLine(bool Sandbox, bool Exit, string[] Rest, IConfiguration Configuration)
{
    public static CommandLine Read(string[] args)
    {
        string[] own = ["--sandbox", "--exit"];
        var rest = args.Where(arg => !own.Contains(arg)).ToArray();
        Refuse(rest);
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(rest).Build();
        if (args.Contains("--exit") && !args.Contains("--sandbox")) throw new StartRefusedException("--exit ends the sandbox's day: it goes with --sandbox.");
        return new(args.Contains("--sandbox"), args.Contains("--exit"), rest, configuration);
    }

    // A misspelt --sandbox must not start the real thing with the next argument as its value.
    private static void Refuse(string[] rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            var name = rest[i].Split('=')[0];
            if (!name.StartsWith("--", StringComparison.Ordinal) || !(name is "--urls" or "--environment" || name.Contains(':', StringComparison.Ordinal)))
                throw new StartRefusedException($"{rest[i]}: not known. There are --sandbox, --exit, --urls ADDRESS, and settings such as --Platform:DataDirectory FOLDER.");
            if (rest[i].Contains('=', StringComparison.Ordinal)) continue;
            if (++i >= rest.Length) throw new StartRefusedException($"{name}: its value is missing.");
        }
    }
}
