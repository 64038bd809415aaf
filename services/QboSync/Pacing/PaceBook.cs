using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using QboSync.Storage;

namespace QboSync.Pacing;

/// <summary>The paces table: one row for each company, changed by compare-and-swap.</summary>
public sealed class PaceBook(IDbContextFactory<QboSyncDb> databases)
{
    private const int Tries = 100;

    /// <summary>Changes a company's pace as if nobody else did at the same time.</summary>
    /// <param name="account">The company.</param>
    /// <param name="change">Makes the new state of the present one, and what the caller gets; may be called several times.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<T> ChangeAsync<T>(string account, Func<PaceState, (PaceState State, T Result)> change, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            await using var database = databases.CreateDbContext();
            var row = await database.Paces.FirstOrDefaultAsync(pace => pace.Account == account, cancel);
            var (state, result) = change(row is null ? PaceState.New : JsonSerializer.Deserialize<PaceState>(row.State)!);
            var text = JsonSerializer.Serialize(state);
            if (row is null) database.Paces.Add(new StoredPace { Account = account, State = text });
            else (row.State, row.Version) = (text, row.Version + 1);
            try
            {
                await database.SaveChangesAsync(cancel);
                return result;
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Another instance was faster.
            }
        }
    }
}
