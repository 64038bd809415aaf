using System.Diagnostics;
using System.Net.Http.Headers;
using Benchmarks.Deploying;
using Contracts;
using Microsoft.Data.Sqlite;
using SupabaseSync.Mirroring;
using SupabaseSync.Mirroring.Mapping;
using Syncing.Working;

namespace Benchmarks.Comparing;

/// <summary>A client that does nothing but post: the orders that the platform mirrored, as rows of another store, in batches of the same size.</summary>
internal sealed class BareRows(BenchPlatform platform)
{
    private const int Parallelism = 4;
    private const string Store = "bare";

    /// <summary>Orders a second.</summary>
    public async Task<double> PostAgainAsync(int count)
    {
        var options = new SupabaseOptions();
        var batches = Batching.Cut(Rows(count), options.BatchRows, options.BatchBytes).ToList();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("apikey", "sb_secret_sandbox");
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (batch, cancel) =>
        {
            byte[] body = [.. "{\"p_batch\":["u8, .. batch.SelectMany((row, i) => (byte[])[.. i == 0 ? ""u8 : ","u8, .. row.Json.Span]), .. "]}"u8];
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
            using var answer = await http.PostAsync($"{platform.Sandbox.Address}/supabase/rest/v1/rpc/sync_orders", content, cancel);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The stand-in answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancel)}");
        });
        return batches.Sum(batch => batch.Count) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private List<MirrorRow> Rows(int count)
    {
        using var ledger = new SqliteConnection($"Data Source={Path.Combine(platform.Folder, "supabasesync.db")};Mode=ReadOnly");
        ledger.Open();
        using var query = ledger.CreateCommand();
        query.CommandText = "SELECT key, wanted_modified, wanted_seq, body, refunds FROM records WHERE entity = 'orders' ORDER BY id LIMIT $count";
        query.Parameters.AddWithValue("$count", count);
        using var rows = query.ExecuteReader();
        var mapped = new List<MirrorRow>();
        while (rows.Read())
        {
            var item = new WorkItem
            {
                RecordId = 0, TenantId = "", StoreId = Store, Entity = Entities.Orders, Key = rows.GetString(0), Body = rows.GetString(3), Refunds = rows.IsDBNull(4) ? null : rows.GetString(4),
                Version = new RecordVersion(new DateTimeOffset(rows.GetInt64(1), TimeSpan.Zero), rows.GetInt64(2)),
            };
            var (row, fault) = RowMapper.Map(item);
            mapped.Add(row ?? throw new InvalidOperationException($"Order {item.Key} cannot be mapped again: {fault!.Message}"));
        }
        return mapped;
    }
}
