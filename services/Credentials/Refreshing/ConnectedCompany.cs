using Credentials.Entering;
using Credentials.Fields;
using Credentials.Refusing;
using Credentials.Sealing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Refreshing;

/// <summary>A QuickBooks credential as it stands in the database at one moment, opened.</summary>
/// <param name="Id">The credential.</param>
/// <param name="RealmId">The company.</param>
/// <param name="App">The app's keys.</param>
/// <param name="Pair">The current tokens.</param>
/// <param name="Previous">The tokens before them, where they are another way in.</param>
/// <param name="AskedAt">Since when a refresh with the current pair is without a stored answer.</param>
/// <param name="Generation">Of the pair.</param>
internal sealed record ConnectedCompany(string Id, string RealmId, IntuitApp App, TokenPair Pair, TokenPair? Previous, DateTimeOffset? AskedAt, int Generation)
{
    /// <exception cref="Refusal">It is missing, of another platform, switched off, unreadable, or a person must connect it first.</exception>
    public static async Task<ConnectedCompany> ReadAsync(CredentialsDb database, Vault vault, string id, bool evenInactive, CancellationToken cancel)
    {
        var found = await (from c in database.Credentials.AsNoTracking()
                           where c.Id == id
                           join s in database.TokenStates.AsNoTracking() on c.Id equals s.CredentialId into states
                           from s in states.DefaultIfEmpty()
                           select new { Row = c, State = s }).SingleOrDefaultAsync(cancel) ?? throw Refusals.Missing(id);
        if (found.Row.Platform != Platforms.QuickBooks) throw Refusals.TypeMismatch(id, found.Row.Platform, Platforms.QuickBooks);
        if (!found.Row.IsActive && !evenInactive) throw Refusals.Inactive(id);
        if (found.State is { State: ConnectionState.Reconnect }) throw Refusals.Reconnect(id, found.State.Reason ?? "");
        try
        {
            if (found.State is null || found.Row.RealmId is null || vault.Tokens(found.Row) is not { } pair)
                throw Refusals.Reconnect(id, found.State?.Reason ?? "No QuickBooks company was connected yet.");
            var previous = vault.PreviousTokens(found.Row, found.State) is { } older && older.RefreshToken != pair.RefreshToken ? older : null;
            return new(id, found.Row.RealmId, IntuitApp.Of(FieldColumns.Get(vault, found.Row)), pair, previous, found.State.AskedAt, found.State.Generation);
        }
        catch (UnreadableException e)
        {
            throw Refusals.Unreadable(id, e);
        }
    }
}
