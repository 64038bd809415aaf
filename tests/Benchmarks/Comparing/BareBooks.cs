using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Benchmarks.Deploying;
using Microsoft.Data.Sqlite;

namespace Benchmarks.Comparing;

/// <summary>A client that does nothing but post: the very bodies that the platform sent, under other numbers, in batches of 30.</summary>
internal sealed class BareBooks(BenchPlatform platform)
{
    private const int Parallelism = 4; // 120 orders at once: two claims of two batches each, as the platform works them
    private const int Batch = 30;

    /// <summary>Documents a second.</summary>
    public async Task<double> PostAgainAsync(int count)
    {
        var bodies = Bodies(count);
        var (token, company) = await platform.BooksAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(bodies.Chunk(Batch), new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (batch, cancel) =>
        {
            var items = string.Join(',', batch.Select((body, index) => $$"""{"bId":"{{index}}","operation":"create","SalesReceipt":{{body}}}"""));
            using var content = new StringContent($$"""{"BatchItemRequest":[{{items}}]}""", Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync($"{company}/batch?minorversion=75&requestid={Guid.NewGuid():N}", content, cancel);
            var text = await answer.Content.ReadAsStringAsync(cancel);
            if (!answer.IsSuccessStatusCode || text.Contains("\"Fault\"", StringComparison.Ordinal)) throw new InvalidOperationException($"The stand-in answered {(int)answer.StatusCode}: {text}");
        });
        return bodies.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private List<string> Bodies(int count)
    {
        using var ledger = new SqliteConnection($"Data Source={Path.Combine(platform.Folder, "qbosync.db")};Mode=ReadOnly");
        ledger.Open();
        using var query = ledger.CreateCommand();
        query.CommandText = "SELECT body FROM documents WHERE body IS NOT NULL AND kind = 'SalesReceipt' ORDER BY id DESC LIMIT $count";
        query.Parameters.AddWithValue("$count", count);
        using var rows = query.ExecuteReader();
        var bodies = new List<string>();
        while (rows.Read())
        {
            var body = JsonNode.Parse(rows.GetString(0))!.AsObject();
            body["DocNumber"] = $"B{(string?)body["DocNumber"]}";
            bodies.Add(body.ToJsonString());
        }
        return bodies;
    }
}
