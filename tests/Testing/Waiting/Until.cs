using System.Diagnostics;

namespace Testing.Waiting;

/// <summary>Waits for a condition, never for a time.</summary>
public static class Until
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns when the condition holds.</summary>
    /// <param name="condition">Looked at again and again; what it throws counts as "not yet".</param>
    /// <param name="what">What is awaited, for the message.</param>
    /// <param name="atMost">When to give up.</param>
    /// <param name="state">Says how far it got, for the message.</param>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? atMost = null, Func<Task<string>>? state = null)
    {
        var limit = atMost ?? TimeSpan.FromSeconds(60);
        var watch = Stopwatch.StartNew();
        Exception? last = null;
        while (watch.Elapsed < limit)
        {
            try
            {
                if (await condition()) return;
                last = null;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException or TaskCanceledException or System.Text.Json.JsonException)
            {
                last = e;
            }
            await Task.Delay(LookEvery);
        }
        var far = state is null ? "" : $" State: {await state()}";
        throw new TimeoutException($"Not within {limit.TotalSeconds} s: {what}.{far}", last);
    }
}
