using System.Text;
using System.Text.Json.Nodes;
using Contracts;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;
using SupabaseSync.Mirroring.Mapping;
using SupabaseSync.Tests.Mapping;
using SupabaseSync.Tests.Postgres;

namespace SupabaseSync.Tests.Conformance;

/// <summary>The stand-in and the SQL, side by side.</summary>
public class DriftTests(PrivatePostgres postgres) : IClassFixture<PrivatePostgres>
{
    [Fact]
    public async Task The_tables_have_the_same_columns()
    {
        Assert.SkipWhen(postgres.Missing is not null, postgres.Missing ?? "");
        using var session = postgres.Open();
        var real = await session.RunAsync("""
            select table_name || '.' || column_name || ' ' || case data_type when 'timestamp with time zone' then 'timestamptz' else data_type end || case is_nullable when 'NO' then ' not null' else '' end
              from information_schema.columns where table_schema = 'public' order by table_name collate "C", ordinal_position;
            """);
        var standIn = MirrorTables.All.OrderBy(table => table.Name, StringComparer.Ordinal).SelectMany(table => table.Columns.Select(column =>
            $"{table.Name}.{column.Name} {column.Type.ToString().ToLowerInvariant()}{(column.NotNull ? " not null" : "")}"));
        Assert.Equal(real.Split('\n'), standIn);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_batches_end_alike_in_both(int seed)
    {
        Assert.SkipWhen(postgres.Missing is not null, postgres.Missing ?? "");
        using var session = postgres.Open();
        var real = await PostgresMirror.EmptyAsync(session);
        await using var standIn = await StandIn.StartAsync();
        var batches = new RandomBatches(seed);
        for (var round = 0; round < 250; round++)
        {
            var (entity, batch) = batches.Next();
            var (expected, actual) = (await real.CallAsync($"sync_{entity}", batch), await standIn.CallAsync($"sync_{entity}", batch));
            AssertSame(Plain(expected), Plain(actual), $"seed {seed}, round {round}: {batch.ToJsonString()}");
            if (round % 10 == 0) await AssertSameRowsAsync(real, standIn, $"seed {seed}, round {round}: {batch.ToJsonString()}");
        }
        await AssertSameRowsAsync(real, standIn, $"seed {seed}");
    }

    [Fact]
    public async Task The_records_of_a_real_shop_end_alike_in_both_and_arrive_once()
    {
        Assert.SkipWhen(postgres.Missing is not null, postgres.Missing ?? "");
        using var session = postgres.Open();
        var real = await PostgresMirror.EmptyAsync(session);
        await using var standIn = await StandIn.StartAsync();
        var samples = Samples.All().Select(sample => sample.Item).ToList();
        foreach (var forward in new[] { true, false })
        {
            foreach (var entity in Entities.All)
            {
                var rows = samples.Where(item => item.Entity == entity).Select(item => JsonNode.Parse(Encoding.UTF8.GetString(RowMapper.Map(item).Row!.Json.Span))).ToList();
                foreach (var batch in (forward ? rows : rows.AsEnumerable().Reverse()).Chunk(20).Select(chunk => new JsonArray([.. chunk.Select(row => row!.DeepClone())])))
                {
                    var (expected, actual) = (await real.CallAsync($"sync_{entity}", batch), await standIn.CallAsync($"sync_{entity}", batch));
                    AssertSame(Plain(expected), Plain(actual), entity);
                    Assert.All(expected["ok"]!.AsArray(), record => Assert.NotEqual("error", record!["result"]!.GetValue<string>()));
                    if (!forward) Assert.All(expected["ok"]!.AsArray(), record => Assert.Contains(record!["result"]!.GetValue<string>(), (string[])["unchanged", "stale"]));
                }
                Assert.Equal(rows.Select(row => row!["woo_id"]!.GetValue<long>()).Distinct().Count(), (await real.RowsAsync(entity)).Count);
            }
        }
        await AssertSameRowsAsync(real, standIn, "samples");
    }

    private static async Task AssertSameRowsAsync(IMirrorDatabase real, IMirrorDatabase standIn, string context)
    {
        foreach (var table in MirrorTables.All) AssertSame(Timeless(await real.RowsAsync(table.Name)), Timeless(await standIn.RowsAsync(table.Name)), $"{table.Name}, {context}");
    }

    private static void AssertSame(JsonNode expected, JsonNode actual, string context)
    {
        if (!PgJson.Same(expected, actual)) Assert.Fail($"{context}\nPostgreSQL: {expected.ToJsonString()}\nstand-in:   {actual.ToJsonString()}");
    }

    /// <summary>Results without the words of an error, except where a client shows them.</summary>
    private static JsonNode Plain(JsonNode answer) => answer["ok"] is JsonArray results
        ? new JsonArray([.. results.Select(result => (JsonNode)Scenario.Describe(result))])
        : new JsonArray(answer["code"]?.DeepClone());

    /// <summary>The two have clocks of their own.</summary>
    private static JsonArray Timeless(JsonArray rows)
    {
        foreach (var row in rows)
        {
            row!.AsObject().Remove("synced_at");
            row["deleted_at"] = row["deleted_at"] is not null;
        }
        return rows;
    }
}
