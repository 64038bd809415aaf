namespace Sandbox.Faults;

/// <summary>A fault that a stand-in itself has to play, found under <see cref="Key"/> in the items of the request.</summary>
public sealed record StruckFault(FaultRule Rule, Random Random)
{
    /// <summary>Key of <see cref="HttpContext.Items"/>.</summary>
    internal const string Key = "sandbox.fault";

    /// <summary>The fault that strikes a request, or null.</summary>
    public static StruckFault? Of(HttpContext http) => http.Items.TryGetValue(Key, out var struck) ? (StruckFault?)struck : null;

    /// <summary>Which of some items are struck: the rule's share, one at least.</summary>
    public bool[] Items(int count)
    {
        var struck = new bool[count];
        lock (Random)
        {
            for (var i = 0; i < count; i++) struck[i] = Random.NextDouble() < Rule.ItemShare;
            if (count > 0 && !struck.Contains(true)) struck[Random.Next(count)] = true;
        }
        return struck;
    }
}
