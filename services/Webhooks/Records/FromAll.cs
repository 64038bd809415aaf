using System.Text.Json;

namespace Webhooks.Records;

/// <summary>Asks all targets. One that is down is named in the answer; the others answer all the same.</summary>
internal static class FromAll
{
    /// <summary>What those that answer say, and <c>unavailable</c>.</summary>
    public static async Task<IResult> AnswerAsync(TargetServices targets, string name, Func<string, Task<List<JsonElement>>> ask)
    {
        var (answers, away) = await AskAsync(targets, ask);
        return Results.Ok(new Dictionary<string, object> { [name] = answers, ["unavailable"] = away });
    }

    /// <summary>What those that answer say, and who does not.</summary>
    public static async Task<(List<JsonElement> Answers, List<object> Away)> AskAsync(TargetServices targets, Func<string, Task<List<JsonElement>>> ask)
    {
        var answers = new List<JsonElement>();
        var away = new List<object>();
        foreach (var target in targets.All)
        {
            try
            {
                answers.AddRange(await ask(target));
            }
            catch (TargetAwayException e)
            {
                away.Add(new { target, message = e.Message });
            }
        }
        return (answers, away);
    }
}
