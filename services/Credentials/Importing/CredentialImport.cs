using System.Text.Json;
using Credentials.Announcing;
using Credentials.Entering;
using Credentials.Refusing;
using Credentials.Storing;
using Hosting;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Importing;

/// <summary>Credentials from a file: a JSON array of the bodies that a PUT takes, each with its <c>id</c>. All of them, or none.</summary>
internal sealed class CredentialImport(IDbContextFactory<CredentialsDb> databases, CredentialEntry entry, ChangeAnnouncer announcer)
{
    /// <summary>Prints a line for each, and returns whether they were stored.</summary>
    public async Task<bool> RunAsync(string file, TextWriter output, CancellationToken cancel)
    {
        List<CredentialRequest?> requests;
        try
        {
            await using var stream = File.OpenRead(file);
            requests = await JsonSerializer.DeserializeAsync<List<CredentialRequest?>>(stream, PlatformSetup.Json, cancel) ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            await output.WriteLineAsync($"{file} cannot be read as a JSON array of credentials: {(e as JsonException)?.Message ?? e.Message}");
            return false;
        }

        await using var database = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var (done, wrong) = (new List<(int At, Entered Entered)>(), 0);
        foreach (var (at, request) in InOrder(requests))
        {
            if (await StoreAsync(database, at, request, requests, output, cancel) is { } entered) done.Add((at, entered));
            else wrong++;
        }
        if (wrong > 0)
        {
            await output.WriteLineAsync($"Nothing was imported: {wrong} of {requests.Count} credentials have errors.");
            return false;
        }
        await transaction.CommitAsync(cancel);
        foreach (var (_, entered) in done.OrderBy(one => one.At))
        {
            announcer.Announce(entered.Row);
            await output.WriteLineAsync($"{entered.Row.Id}: {entered.Row.Platform} credential of {entered.Row.TenantId} {(entered.Created ? "created" : "updated")}{(entered.Row.IsActive ? "" : ", inactive")}");
        }
        await output.WriteLineAsync($"{done.Count} credentials imported.");
        await announcer.ToldAsync(TimeSpan.FromSeconds(5), cancel);
        return true;
    }

    // Those that are switched off come first, so that a file may exchange a tenant's company for another.
    private static IEnumerable<(int At, CredentialRequest? Request)> InOrder(List<CredentialRequest?> requests) =>
        requests.Select((request, index) => (index + 1, request)).OrderBy(one => one.request?.IsActive is { ValueKind: JsonValueKind.False } ? 0 : 1);

    private async Task<Entered?> StoreAsync(CredentialsDb database, int at, CredentialRequest? request, List<CredentialRequest?> all, TextWriter output, CancellationToken cancel)
    {
        var name = $"{at}. {request?.IdText ?? "(no id)"}";
        if (request?.IdText is not { } id)
        {
            await output.WriteLineAsync($"{name}: id is missing or not text.");
            return null;
        }
        if (all.Count(other => other?.IdText == id) > 1)
        {
            await output.WriteLineAsync($"{name}: id stands in the file more than once.");
            return null;
        }
        try
        {
            var entered = await entry.ApplyAsync(database, id, request, cancel);
            await database.SaveChangesAsync(cancel);
            return entered;
        }
        catch (Refusal refusal)
        {
            database.ChangeTracker.Clear();
            if (refusal.Errors is null) await output.WriteLineAsync($"{name}: {refusal.Message}");
            foreach (var (field, messages) in refusal.Errors ?? new Dictionary<string, string[]>())
                foreach (var message in messages) await output.WriteLineAsync($"{name}: {field}: {message}");
            return null;
        }
    }
}
