using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Hosting.Starting;

namespace Webhooks.Resyncing;

/// <summary>The command <c>resync</c>: asks the running platform's API, waits for the run's end and prints it.</summary>
public static class ResyncCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>The exit code (0 every record went well, 1 some did not or nobody answers, 2 used wrongly), or null where the arguments name another command.</summary>
    public static async Task<int?> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancel = default)
    {
        if (args is not ["resync", .. var rest]) return null;
        try
        {
            var asked = ResyncArguments.Read(rest);
            var place = RunningPlatform.Find(asked);
            using var http = new HttpClient { BaseAddress = place.Address, Timeout = TimeSpan.FromSeconds(100) };
            http.DefaultRequestHeaders.Add("X-Api-Key", place.ApiKey);
            http.DefaultRequestHeaders.Add("X-Changed-By", Environment.UserName);
            return await AskAsync(http, asked, output, errors, cancel);
        }
        catch (FormatException e)
        {
            await errors.WriteLineAsync($"{e.Message}\n{ResyncArguments.Usage}");
            return 2;
        }
        catch (StartRefusedException e)
        {
            await errors.WriteLineAsync(e.Message);
            return 2;
        }
    }

    private static async Task<int> AskAsync(HttpClient http, ResyncArguments asked, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync($"/api/sync/woocommerce/{asked.Entity}", asked.Body, cancel);
            if (!answer.IsSuccessStatusCode)
            {
                await errors.WriteLineAsync($"{http.BaseAddress} answered {(int)answer.StatusCode}: {await ReasonAsync(answer, cancel)}");
                return (int)answer.StatusCode == 400 ? 2 : 1;
            }
            var run = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
            while (answer.Headers.Location is { } where && IsOpen(run))
            {
                await output.WriteLineAsync(Line(run));
                await Task.Delay(LookEvery, TimeProvider.System, cancel);
                using var later = await http.GetAsync(where, cancel);
                if (later.IsSuccessStatusCode) run = await later.Content.ReadFromJsonAsync<JsonElement>(cancel);
            }
            await output.WriteLineAsync(JsonSerializer.Serialize(run, new JsonSerializerOptions(JsonSerializerOptions.Web) { WriteIndented = true }));
            await output.WriteLineAsync(Line(run));
            return Text(run, "status") is "Success" or "" ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            await errors.WriteLineAsync($"The platform does not answer at {http.BaseAddress} ({e.GetBaseException().Message}). Is it running? Another address: --urls http://127.0.0.1:PORT.");
            return 1;
        }
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var text = await answer.Content.ReadAsStringAsync(cancel);
        try
        {
            var problem = JsonSerializer.Deserialize<JsonElement>(text);
            if (problem.ValueKind != JsonValueKind.Object) return text;
            if (problem.TryGetProperty("errors", out var fields) && fields.ValueKind == JsonValueKind.Object)
                return string.Join(' ', fields.EnumerateObject().Select(field => $"{field.Name}: {string.Join(' ', field.Value.EnumerateArray().Select(why => why.GetString()))}"));
            return problem.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.String ? detail.GetString()! : text;
        }
        catch (JsonException)
        {
            return text.Length > 500 ? text[..500] : text;
        }
    }

    private static bool IsOpen(JsonElement run) => Text(run, "status") is "Running" or "Suspect";

    private static string Line(JsonElement run) => string.Create(CultureInfo.InvariantCulture,
        $"Run {Text(run, "sync_id")}: {Text(run, "status")}, {Count(run, "records_processed")} processed, {Count(run, "records_created")} created, {Count(run, "records_updated")} updated, {Count(run, "records_skipped")} skipped, {Count(run, "records_failed")} failed");

    private static long Count(JsonElement run, string name) => run.TryGetProperty(name, out var value) && value.TryGetInt64(out var count) ? count : 0;

    private static string Text(JsonElement run, string name) => run.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
