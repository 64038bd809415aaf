using Credentials.Fields;
using Credentials.HandingOut;
using Credentials.Refusing;
using Credentials.Sealing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Probing;

/// <summary>Calls the system that a credential is for, and says what is wrong. Writes nothing there.</summary>
internal sealed class CredentialTest(
    IDbContextFactory<CredentialsDb> databases, Vault vault, WooTest woo, QuickBooksTest quickBooks, SupabaseTest supabase, TimeProvider clock)
{
    /// <exception cref="Refusal">The credential is missing or unreadable.</exception>
    public async Task<TestAnswer> RunAsync(string id, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await database.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) ?? throw Refusals.Missing(id);
        var fields = Open(row);
        var checks = row.Platform switch
        {
            Platforms.WooCommerce => await woo.RunAsync(fields, cancel),
            Platforms.QuickBooks => await quickBooks.RunAsync(id, cancel),
            _ => await supabase.RunAsync(fields, cancel),
        };
        if (!row.IsActive) checks.Add(TestCheck.Good("active", "The credential is switched off: nothing is synced with it until a PUT says \"is_active\": true."));
        return TestAnswer.Of(checks);
    }

    private IReadOnlyDictionary<string, string> Open(IntegrationCredential row)
    {
        try
        {
            return UsableFields.Of(vault, row, null, clock.GetUtcNow());
        }
        catch (UnreadableException e)
        {
            throw Refusals.Unreadable(row.Id, e);
        }
    }
}
