using System.Collections.Concurrent;
using Hosting.Secrets;

namespace Webhooks.Receiving;

/// <summary>
/// The live webhook secrets of a store: one, or two during a rotation. They are read again once when a signature does not match, by one
/// caller for all and at most once per store in five seconds.
/// </summary>
public sealed class StoreSecrets(CredentialsClient credentials, TimeProvider clock)
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Reread> _rereads = new();

    private sealed record Reread(DateTimeOffset At, Lazy<Task<ActiveCredential?>> Answer);

    /// <summary>The store, or null where no active WooCommerce credential has this id.</summary>
    /// <exception cref="CredentialsUnavailableException">No secret can be had now.</exception>
    public async Task<ActiveCredential?> StoreAsync(string storeId, CancellationToken cancel) =>
        Woo(await credentials.FindAsync(storeId, cancel));

    /// <summary>The store as Credentials has it now; null where it was read again only just before.</summary>
    /// <exception cref="CredentialsUnavailableException">No secret can be had now.</exception>
    public async Task<ActiveCredential?> StoreAgainAsync(string storeId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var reread = _rereads.AddOrUpdate(storeId, _ => New(), (_, last) => now - last.At < ReadAgainAfter ? last : New());
        return Woo(await reread.Answer.Value.WaitAsync(cancel));

        Reread New() => new(now, new(() =>
        {
            credentials.Drop();
            return credentials.FindAsync(storeId, CancellationToken.None);
        }));
    }

    /// <summary>The secrets that sign now.</summary>
    public static IEnumerable<string> Of(ActiveCredential store)
    {
        if (store.FieldOrNull("webhook_secret") is { } secret) yield return secret;
        if (store.FieldOrNull("previous_webhook_secret") is { } previous) yield return previous;
    }

    private static ActiveCredential? Woo(ActiveCredential? credential) => credential?.Platform == "woocommerce" ? credential : null;
}
