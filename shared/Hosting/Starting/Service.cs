using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace Hosting.Starting;

/// <summary>Runs a service as a program: what keeps it from starting is said in words, without a stack trace.</summary>
public static class Service
{
    /// <summary>The exit code of a service that refused to start.</summary>
    public const int Refused = 2;

    /// <summary>Builds and runs until it is stopped. 0, or <see cref="Refused"/>.</summary>
    public static async Task<int> RunAsync(Func<WebApplication> build) => await OrRefuseAsync(async () =>
    {
        await using var app = build();
        await app.RunAsync();
        return 0;
    });

    /// <summary>Runs <paramref name="run"/>; what it refuses is printed.</summary>
    public static async Task<int> OrRefuseAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OptionsValidationException e)
        {
            foreach (var failure in e.Failures.Distinct()) await Console.Error.WriteLineAsync(failure);
            return Refused;
        }
        catch (AggregateException several) when (several.InnerExceptions.All(e => e is OptionsValidationException))
        {
            foreach (var failure in several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures).Distinct()) await Console.Error.WriteLineAsync(failure);
            return Refused;
        }
        catch (StartRefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Refused;
        }
        catch (InvalidOperationException e) when (UnreadableSetting.In(e) is { } unreadable)
        {
            await Console.Error.WriteLineAsync(unreadable);
            return Refused;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Another address: --urls http://127.0.0.1:PORT (environment: ASPNETCORE_URLS).");
            return Refused;
        }
    }
}
