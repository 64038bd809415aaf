namespace Sandbox.QuickBooks.Connecting;

/// <summary>What a token call hands out; lifetimes in seconds.</summary>
internal sealed record Tokens(string Access, string Refresh, int AccessSeconds, int RefreshSeconds, long HardSeconds, string Realm);
