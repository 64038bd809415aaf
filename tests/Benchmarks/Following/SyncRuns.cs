using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Benchmarks.Deploying;
using Testing.Waiting;

namespace Benchmarks.Following;

/// <summary>The runs of <c>POST /api/sync/woocommerce/...</c>, one for each entity, to every target at once.</summary>
internal sealed class SyncRuns
{
    /// <summary>In the order in which they are started.</summary>
    public static readonly IReadOnlyList<string> Entities = ["customers", "products", "orders"];

    private readonly BenchPlatform _platform;
    private readonly Dictionary<string, string> _ids = [];

    private SyncRuns(BenchPlatform platform) => _platform = platform;

    /// <summary>Starts them; the body is that of the API.</summary>
    public static async Task<SyncRuns> StartAsync(BenchPlatform platform, JsonObject body)
    {
        var runs = new SyncRuns(platform);
        foreach (var entity in Entities)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{platform.Api}/api/sync/woocommerce/{entity}") { Content = JsonContent.Create(body) };
            request.Headers.Add("Prefer", "respond-async");
            using var answer = await platform.Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"A sync of {entity} was not started: {text}");
            runs._ids[entity] = (string)JsonNode.Parse(text)!["sync_id"]!;
        }
        return runs;
    }

    /// <summary>The run of an entity as the API shows it.</summary>
    public async Task<JsonObject> PageAsync(string entity) => (await _platform.Http.GetFromJsonAsync<JsonObject>($"{_platform.Api}/api/sync/runs/{_ids[entity]}"))!;

    /// <summary>Records that are settled so far, those of every target counted; and whether all runs have ended.</summary>
    public async Task<(int Settled, bool Ended)> ProgressAsync()
    {
        var pages = new List<JsonObject>();
        foreach (var entity in Entities) pages.Add(await PageAsync(entity));
        return (pages.Sum(page => (int)page["records_processed"]!), pages.All(page => page["ended_at"] is not null));
    }

    /// <summary>Returns when all of them have ended.</summary>
    public Task EndedAsync(TimeSpan atMost) => Until.TrueAsync(async () => (await ProgressAsync()).Ended, "every run has ended", atMost, StateAsync);

    /// <summary>The records of a run, all pages.</summary>
    public async Task<IReadOnlyList<JsonObject>> ItemsAsync(string entity)
    {
        const int page = 1000;
        var items = new List<JsonObject>();
        while (true)
        {
            var answer = await _platform.Http.GetFromJsonAsync<JsonObject>($"{_platform.Api}/api/sync/runs/{_ids[entity]}/items?offset={items.Count}&limit={page}");
            var lines = answer!["items"]!.AsArray();
            items.AddRange(lines.Select(line => line!.AsObject()));
            if (lines.Count < page) return items;
        }
    }

    /// <summary>How far each is, for the message of who gave up.</summary>
    public async Task<string> StateAsync()
    {
        var state = new List<string>();
        foreach (var entity in Entities) state.Add($"{entity}: {(await PageAsync(entity)).ToJsonString()}");
        return $"{string.Join('\n', state)}\n{await _platform.Http.GetStringAsync($"{_platform.Api}/api/failures")}\n{_platform.Output()}";
    }
}
