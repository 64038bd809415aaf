using System.Security.Cryptography;
using Credentials.Resealing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;

namespace Credentials.Importing;

/// <summary>What the program does instead of serving: <c>import FILE</c> and <c>reencrypt</c>.</summary>
public static class Commands
{
    /// <summary>The exit code (0 done, 1 refused, 2 used wrongly), or null where the arguments name no command.</summary>
    public static async Task<int?> RunAsync(string[] args, TextWriter output, CancellationToken cancel = default)
    {
        switch (args)
        {
            case ["import", var file, .. var rest]:
                return await WithAppAsync(rest, output, async app => await app.Services.GetRequiredService<CredentialImport>().RunAsync(file, output, cancel) ? 0 : 1);
            case ["import"]:
                await output.WriteLineAsync("usage: import FILE, a JSON array of credentials, each with its id");
                return 2;
            case ["reencrypt", .. var rest]:
                return await WithAppAsync(rest, output, async app =>
                {
                    var result = await app.Services.GetRequiredService<Reencryption>().RunAsync(cancel);
                    await output.WriteLineAsync($"{result.Credentials} credentials stand under the first key of INTEGRATION_ENCRYPTION_KEY, but for {result.Unreadable.Count} that cannot be decrypted{(result.Unreadable.Count == 0 ? "" : $": {string.Join(", ", result.Unreadable)}")}.");
                    return result.Unreadable.Count == 0 ? 0 : 1;
                });
            default:
                return null;
        }
    }

    private static async Task<int> WithAppAsync(string[] args, TextWriter output, Func<WebApplication, Task<int>> work)
    {
        try
        {
            await using var app = CredentialsApp.Build(args, builder => builder.Services.AddSingleton<IServer, NoServer>(), Defaults());
            await app.StartAsync();
            var code = await work(app);
            await app.StopAsync();
            return code;
        }
        catch (Exception e) when (e is OptionsValidationException or KeysDoNotFitException)
        {
            await output.WriteLineAsync(e.Message);
            return 1;
        }
    }

    // Nobody calls a command over HTTP, so the keys that callers need may be missing here; and it says itself when it is done.
    private static Dictionary<string, string?> Defaults() => new()
    {
        ["Platform:ApiKey"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(24)),
        ["Services:Key"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(24)),
        ["Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime"] = "Warning",
        ["Serilog:MinimumLevel:Override:Microsoft.Extensions.Hosting.Internal.Host"] = "Fatal",
    };
}
