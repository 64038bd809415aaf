using Contracts;
using Hosting.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sandbox.Supabase.Rest;
using SupabaseSync.Mirroring;
using SupabaseSync.Tests.Conflicts;
using Syncing.Planning;
using Syncing.Working;

namespace SupabaseSync.Tests.Flow;

/// <summary>The flow as the service registers it, against the stand-in over real HTTP.</summary>
public sealed class FlowHarness : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private FlowHarness(StandIn project, ServiceProvider services) => (Project, _services) = (project, services);

    public StandIn Project { get; }

    public string Key { get; set; } = ProjectKeys.Secret;

    public string? Url { get; set; }

    public ITargetPlan Plan => _services.GetRequiredService<ITargetPlan>();

    public ProjectProbe Probe => _services.GetRequiredService<ProjectProbe>();

    public static async Task<FlowHarness> StartAsync(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        var services = new ServiceCollection().AddLogging().AddMirroring(configuration)
            .AddSingleton<IDbContextFactory<SupabaseSyncDb>>(new FileDatabases(Path.Combine(Directory.CreateTempSubdirectory("mirror-flow-").FullName, "ledger.db"))).BuildServiceProvider();
        return new FlowHarness(await StandIn.StartAsync(), services);
    }

    public ActiveCredential Credential() => new()
    {
        Id = "cred",
        TenantId = "t",
        Platform = "supabase",
        Fields = new Dictionary<string, string> { ["project_url"] = Url ?? Project.ProjectUrl, ["service_role_key"] = Key },
    };

    public async Task<IReadOnlyList<WorkResult>> WorkAsync(string entity, params WorkItem[] items)
    {
        var flow = Assert.Single(_services.GetServices<ITargetFlow>());
        var results = await flow.WorkAsync(new TargetAccount("host", Credential()), entity, items, TestContext.Current.CancellationToken);
        Assert.Equal(items.Length, results.Count);
        return [.. items.Select(item => results.Single(result => result.Item == item))];
    }

    /// <summary>One word per item, in the order of the items.</summary>
    public async Task<string[]> OutcomesAsync(string entity, params WorkItem[] items) => [.. (await WorkAsync(entity, items)).Select(Describe)];

    public static string Describe(WorkResult result) =>
        result.Fault is { } fault ? $"{fault.Kind} {fault.Code}" : result.Outcome == RecordOutcome.Skipped ? $"Skipped {result.Code}" : $"{result.Outcome} {result.ExternalId}";

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Project.DisposeAsync();
    }
}
