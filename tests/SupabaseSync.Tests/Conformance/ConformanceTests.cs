using SupabaseSync.Tests.Postgres;

namespace SupabaseSync.Tests.Conformance;

/// <summary>The same stories on both, so that the stand-in and the SQL cannot drift apart.</summary>
public class ConformanceTests(PrivatePostgres postgres) : IClassFixture<PrivatePostgres>
{
    public static TheoryData<string> Names => [.. Scenarios.All.Select(scenario => scenario.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task In_PostgreSQL(string name)
    {
        Assert.SkipWhen(postgres.Missing is not null, postgres.Missing ?? "");
        using var session = postgres.Open();
        await Named(name).PlayAsync(await PostgresMirror.EmptyAsync(session));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task In_the_stand_in(string name)
    {
        await using var standIn = await StandIn.StartAsync();
        await Named(name).PlayAsync(standIn);
    }

    private static Scenario Named(string name) => Scenarios.All.Single(scenario => scenario.Name == name);
}
