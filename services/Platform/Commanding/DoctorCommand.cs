using System.Text.Json.Nodes;
using Hosting.Starting;

namespace Platform.Commanding;

/// <summary><c>doctor STORE</c>: has the running platform set up a shop's webhooks, and prints what it found.</summary>
internal static class DoctorCommand
{
    private const string Usage = "usage: doctor STORE [--delivery-url https://sync.example] [--repair] [--look], and where the platform is: [--urls ADDRESS] [--Platform:DataDirectory FOLDER] [--sandbox]";

    /// <summary>0 where nothing keeps records from arriving, else 1.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args is not [var store, .. var options] || store.StartsWith('-')) throw new StartRefusedException(Usage);
        var (repair, look, url, rest) = Read(options);
        using var platform = RunningPlatform.Find(rest);
        var report = look
            ? await platform.SendAsync(HttpMethod.Get, $"/api/webhooks/doctor?store_id={Uri.EscapeDataString(store)}")
            : await platform.SendAsync(HttpMethod.Post, "/api/webhooks/doctor", new JsonObject { ["store_id"] = store, ["delivery_url"] = url, ["repair"] = repair });
        await PrintAsync(report, output);
        return (bool?)report["ok"] == true ? 0 : 1;
    }

    private static (bool Repair, bool Look, string? Url, string[] Where) Read(string[] options)
    {
        string? url = null;
        List<string> rest = [];
        for (var i = 0; i < options.Length; i++)
        {
            if (options[i].StartsWith("--delivery-url=", StringComparison.Ordinal)) url = options[i]["--delivery-url=".Length..];
            else if (options[i] == "--delivery-url") url = ++i < options.Length ? options[i] : throw new StartRefusedException("--delivery-url: its value is missing.");
            else if (options[i] is not ("--repair" or "--look")) rest.Add(options[i]);
        }
        var (repair, look) = (options.Contains("--repair"), options.Contains("--look"));
        if (look && (repair || url is not null)) throw new StartRefusedException("--look changes nothing: leave out --repair and --delivery-url.");
        return (repair, look, url, [.. rest]);
    }

    private static async Task PrintAsync(JsonObject report, TextWriter output)
    {
        await output.WriteLineAsync($"{report["store_id"]} ({report["store_url"]}) delivers to {report["delivery_url"]?.ToString() ?? "an address that is not known"}");
        foreach (var topic in report["topics"]!.AsArray())
            await output.WriteLineAsync($"  {topic!["topic"],-18} {topic["state"],-9} {topic["id"],6}  {Action(topic)}{Elsewhere(report, topic)}");
        foreach (var finding in report["findings"]!.AsArray())
        {
            await output.WriteLineAsync($"{finding!["level"]}: {finding["message"]}");
            if ((string?)finding["fix"] is { } fix) await output.WriteLineAsync($"  {fix}");
        }
        if (report["runs"]!.AsArray().Count is > 0 and var runs) await output.WriteLineAsync($"{runs} runs read what was not announced.");
        if ((bool?)report["ok"] == true) await output.WriteLineAsync("The shop announces everything here.");
    }

    private static string Action(JsonNode topic) => (string?)topic["action"] is "none" or null ? "" : (string)topic["action"]!;

    private static string Elsewhere(JsonObject report, JsonNode topic) =>
        (string?)topic["address"] is { } address && address != (string?)report["delivery_url"] ? $" at {address}" : "";
}
