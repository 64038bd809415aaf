using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;
using Sandbox.Storage;

namespace Sandbox.QuickBooks.Connecting;

/// <summary>
/// Codes, access and refresh tokens of the stand-in, kept over a restart. A refresh replaces the refresh token at once; the old one is refused, or
/// tolerated for the grace that control sets.
/// </summary>
internal sealed class TokenBook
{
    public const int RefreshSeconds = 8_726_400;
    private const int CodeSeconds = 600;
    private static readonly TimeSpan HardCap = TimeSpan.FromDays(1825);
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);
    private readonly DocumentStore _store;
    private readonly TimeProvider _time;

    public TokenBook(DocumentStore store, TimeProvider time)
    {
        (_store, _time) = (store, time);
        lock (store.Gate)
            if (store.Count("refresh-tokens") == 0) Seed(Companies.DefaultRealm, App.FirstRefreshToken);
    }

    public OAuthSwitches Switches
    {
        get => _store.Get("oauth", "switches")?.Deserialize<OAuthSwitches>(Camel) ?? new OAuthSwitches();
        set => _store.Put("oauth", "switches", JsonSerializer.SerializeToNode(value, Camel)!.AsObject());
    }

    /// <summary>A refresh token that a company's connection starts with.</summary>
    public void Seed(string realm, string token) => _store.Put("refresh-tokens", token, WithToken(Refresh(realm, Now, Now), token));

    /// <summary>A code for the callback, good once within ten minutes and for one redirect address.</summary>
    public string Code(string realm, string redirectUri)
    {
        var code = "AB1" + Random();
        _store.Put("codes", code, new JsonObject { ["realm"] = realm, ["redirectUri"] = redirectUri, ["expires"] = Text(Now.AddSeconds(CodeSeconds)) });
        return code;
    }

    /// <summary>Exchanges a code; null where it is unknown, used, late or was given to another address.</summary>
    public Tokens? Exchange(string? code, string? redirectUri)
    {
        lock (_store.Gate)
        {
            if (code is null || _store.Get("codes", code) is not { } row) return null;
            _store.Remove("codes", code);
            return row.Text("redirectUri") != redirectUri || Read(row, "expires") <= Now ? null : Issue(row.Text("realm")!, Now, replaced: null);
        }
    }

    /// <summary>Refreshes; null where the token is unknown, replaced, revoked or too old.</summary>
    public Tokens? Refresh(string? token)
    {
        lock (_store.Gate)
        {
            if (token is null || _store.Get("refresh-tokens", token) is not { } row || row["revoked"] is not null) return null;
            if (Read(row, "expires") <= Now || Read(row, "consented") + HardCap <= Now) return null;
            if (row["replaced"] is not null && Read(row, "replaced").AddSeconds(Switches.RefreshGraceSeconds) <= Now) return null;
            return Issue(row.Text("realm")!, Read(row, "consented"), token);
        }
    }

    /// <summary>Ends the connection that an access or refresh token belongs to; false where no such token is known.</summary>
    public bool Revoke(string? token)
    {
        lock (_store.Gate)
        {
            var realm = token is null ? null : (_store.Get("refresh-tokens", token) ?? _store.Get("access-tokens", token))?.Text("realm");
            if (realm is null) return false;
            foreach (var row in _store.All("refresh-tokens").Where(row => row.Text("realm") == realm))
            {
                row["revoked"] = Text(Now);
                _store.Put("refresh-tokens", row.Text("token")!, row);
            }
            ExpireAccess(realm);
            return true;
        }
    }

    /// <summary>Makes every access token of a company (of all, where null) invalid now.</summary>
    public int ExpireAccess(string? realm)
    {
        lock (_store.Gate)
        {
            var rows = _store.All("access-tokens").Where(row => realm is null || row.Text("realm") == realm).ToList();
            foreach (var row in rows)
            {
                row["expires"] = Text(Now);
                _store.Put("access-tokens", row.Text("token")!, row);
            }
            return rows.Count;
        }
    }

    /// <summary>The company an access token opens; null where it is unknown or expired.</summary>
    public string? RealmOf(string token) => _store.Get("access-tokens", token) is { } row && Read(row, "expires") > Now ? row.Text("realm") : null;

    public void Reset()
    {
        lock (_store.Gate)
        {
            foreach (var collection in (string[])["refresh-tokens", "access-tokens"])
                foreach (var row in _store.All(collection)) _store.Remove(collection, row.Text("token")!);
            _store.Remove("oauth", "switches");
            Seed(Companies.DefaultRealm, App.FirstRefreshToken);
        }
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    private Tokens Issue(string realm, DateTimeOffset consented, string? replaced)
    {
        var (access, refresh, switches) = ("ey" + Random() + Random(), "RT1-" + Random(), Switches);
        var changes = new List<(string, string, JsonObject?)>
        {
            ("access-tokens", access, new JsonObject { ["token"] = access, ["realm"] = realm, ["expires"] = Text(Now.AddSeconds(switches.AccessTokenSeconds)) }),
            ("refresh-tokens", refresh, WithToken(Refresh(realm, Now, consented), refresh)),
        };
        if (replaced is not null && _store.Get("refresh-tokens", replaced) is { } old)
        {
            old["replaced"] ??= Text(Now);
            changes.Add(("refresh-tokens", replaced, WithToken(old, replaced)));
        }
        // Access tokens that ended are of no use to anybody: the file keeps their lines, memory need not.
        foreach (var row in _store.All("access-tokens").Where(row => Read(row, "expires").AddDays(1) <= Now)) changes.Add(("access-tokens", row.Text("token")!, null));
        _store.Write(changes);
        return new Tokens(access, refresh, switches.AccessTokenSeconds, RefreshSeconds, (long)(consented + HardCap - Now).TotalSeconds, realm);
    }

    private static JsonObject Refresh(string realm, DateTimeOffset now, DateTimeOffset consented) =>
        new() { ["realm"] = realm, ["expires"] = Text(now.AddSeconds(RefreshSeconds)), ["consented"] = Text(consented) };

    private static JsonObject WithToken(JsonObject row, string token)
    {
        row["token"] = token;
        return row;
    }

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    private static string Text(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Read(JsonObject row, string name) => DateTimeOffset.Parse(row.Text(name)!, CultureInfo.InvariantCulture);
}
