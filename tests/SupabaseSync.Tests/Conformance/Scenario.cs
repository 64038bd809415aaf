using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;

namespace SupabaseSync.Tests.Conformance;

/// <summary>A story of batches and what must come of them, to be played on any <see cref="IMirrorDatabase"/>.</summary>
public sealed class Scenario(string name)
{
    private readonly List<Func<IMirrorDatabase, Task>> _steps = [];

    public string Name { get; } = name;

    /// <summary>Sends a batch; expected is per record "woo_id result" or "woo_id error code", in the order of the key.</summary>
    public Scenario Send(string entity, string batch, params string[] expected)
    {
        _steps.Add(async database =>
        {
            var answer = await database.CallAsync($"sync_{entity}", JsonNode.Parse(batch));
            Assert.Equal(expected, answer["ok"]?.AsArray().Select(Describe) ?? [answer.ToJsonString()]);
        });
        return this;
    }

    /// <summary>Sends a batch that must fail as a whole.</summary>
    public Scenario Refused(string entity, string batch, string code)
    {
        _steps.Add(async database => Assert.Equal(code, (await database.CallAsync($"sync_{entity}", JsonNode.Parse(batch)))["code"]?.GetValue<string>()));
        return this;
    }

    /// <summary>A row has these columns; <c>"*"</c> stands for anything but null.</summary>
    public Scenario Row(string table, long wooId, string columns)
    {
        _steps.Add(async database =>
        {
            var row = (await database.RowsAsync(table)).Single(row => row!["woo_id"]!.GetValue<long>() == wooId)!.AsObject();
            foreach (var (column, expected) in JsonNode.Parse(columns)!.AsObject())
            {
                var actual = row[column];
                var same = expected?.ToJsonString() == "\"*\"" ? actual is not null : PgJson.Same(expected, actual);
                Assert.True(same, $"{table} {wooId}: {column} is {actual?.ToJsonString() ?? "null"}, expected {expected?.ToJsonString() ?? "null"}");
            }
        });
        return this;
    }

    /// <summary>How many rows a table has.</summary>
    public Scenario Count(string table, int rows)
    {
        _steps.Add(async database => Assert.Equal(rows, (await database.RowsAsync(table)).Count));
        return this;
    }

    /// <summary>What the steps in between must not have rewritten.</summary>
    public Scenario Untouched(string table, Func<Scenario, Scenario> meanwhile)
    {
        var inner = meanwhile(new Scenario(Name));
        _steps.Add(async database =>
        {
            var before = (await database.RowsAsync(table)).ToJsonString();
            await inner.PlayAsync(database);
            Assert.Equal(before, (await database.RowsAsync(table)).ToJsonString());
        });
        return this;
    }

    public async Task PlayAsync(IMirrorDatabase database)
    {
        foreach (var step in _steps) await step(database);
    }

    public static string Describe(JsonNode? record) =>
        $"{record!["woo_id"]?.ToJsonString() ?? "null"} {record["result"]}{(record["code"] is { } code ? $" {code}" : "")}";

    public override string ToString() => Name;
}
