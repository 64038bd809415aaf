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
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(rest).Build();
        return new(args.Contains("--sandbox"), args.Contains("--exit"), rest, configuration);
    }
}
