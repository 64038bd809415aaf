using System.Runtime.CompilerServices;

namespace Webhooks.Tests.Driving;

/// <summary>Waits for a condition, and says which one never came true.</summary>
internal static class Until
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static Task TrueAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string said = "") =>
        TrueAsync(() => Task.FromResult(condition()), said);

    public static Task TrueAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string said = "") =>
        TrueAsync(condition, () => Task.FromResult(""), said);

    /// <summary>Waits, and where it was in vain says how far things got.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<Task<string>> state, [CallerArgumentExpression(nameof(condition))] string said = "")
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Longest) Assert.Fail($"Never came true: {said} {await state()}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
