using Credentials.Fields;
using Credentials.Refusing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Entering;

/// <summary>
/// One shop, and one company, stand behind one active credential: under two ids the same order would be booked twice, and taking one
/// credential away would end the other's consent.
/// </summary>
internal static class OtherAccounts
{
    /// <exception cref="Refusal">Another active credential stands for the same.</exception>
    public static async Task RefuseAsync(CredentialsDb database, IntegrationCredential row, CancellationToken cancel)
    {
        if (!row.IsActive) return;
        var others = database.Credentials.AsNoTracking().Where(c => c.Platform == row.Platform && c.IsActive && c.Id != row.Id);
        var same = row switch
        {
            { Platform: Platforms.WooCommerce, StoreUrl: { } url } => others.Where(c => c.StoreUrl == url),
            { Platform: Platforms.QuickBooks, RealmId: { } realm } => others.Where(c => c.RealmId == realm),
            _ => null,
        };
        if (same is not null && await same.Select(c => c.Id).FirstOrDefaultAsync(cancel) is { } other)
            throw Refusals.SameAccount(row.Platform, row.StoreUrl ?? row.RealmId!, other);
    }
}
