using System.Collections.Concurrent;
using Hosting.Sagas;
using Hosting.Tests.Driving;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hosting.Tests.Sagas;

/// <summary>The saga on a real in-memory bus and a database of its own; can be started again on the same database.</summary>
public sealed class SagaHouse : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private ServiceProvider _services = null!;

    private SagaHouse(string provider)
    {
        if (provider == Provider.SqlServer)
        {
            var options = Provider.SqlServerOptions<SqlServerTallyDb>(Provider.SqlServerDatabase());
            Databases = new DatabaseFactory<TallyDb>(() => new SqlServerTallyDb(options));
        }
        else
        {
            var options = Provider.SqliteOptions<SqliteTallyDb>(_folder.File("sagas.db"));
            Databases = new DatabaseFactory<TallyDb>(() => new SqliteTallyDb(options));
        }
    }

    public IDbContextFactory<TallyDb> Databases { get; }

    public ConcurrentQueue<string> Faults { get; } = new();

    public IBusControl Bus => _services.GetRequiredService<IBusControl>();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SagaHouse> OpenAsync(string provider)
    {
        var house = new SagaHouse(provider);
        await using (var database = house.Databases.CreateDbContext()) await database.Database.EnsureCreatedAsync(Cancel);
        await house.StartAsync();
        return house;
    }

    public T Service<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task PublishAsync<T>(T message) where T : class => Bus.Publish(message, Cancel);

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async Task<T> ReadAsync<T>(Func<TallyDb, Task<T>> read)
    {
        await using var database = Databases.CreateDbContext();
        return await read(database);
    }

    public Task<Tally?> TallyAsync(Guid id) => ReadAsync(db => db.Tallies.AsNoTracking().SingleOrDefaultAsync(tally => tally.CorrelationId == id));

    public Task UntilCountAsync(Guid id, int count) => Eventually.TrueAsync(async () => (await TallyAsync(id))?.Count == count, 40, $"the tally counts {count}");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await using (var database = Databases.CreateDbContext()) await database.Database.EnsureDeletedAsync();
        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        var services = new ServiceCollection();
        // Not the container's own: MassTransit keeps the last one it saw, and would use it after a restart.
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddLogging();
        services.AddSingleton(Databases);
        services.AddMassTransit(x =>
        {
            x.DisableUsageTelemetry();
            x.AddSagaStateMachine<TallyMachine, Tally>((_, saga) => saga.UseMessageRetry(retry =>
                {
                    retry.Handle<DbUpdateException>();
                    retry.Intervals([.. Enumerable.Repeat(5, 200)]);
                }))
                .DatabaseRepository<Tally, TallyDb>()
                .Endpoint(endpoint => endpoint.ConcurrentMessageLimit = 16);
            x.UsingInMemory((context, bus) =>
            {
                bus.ReceiveEndpoint("faults", endpoint => endpoint.Handler<Fault<Counted>>(fault =>
                {
                    Faults.Enqueue(fault.Message.Exceptions[0].Message);
                    return Task.CompletedTask;
                }));
                bus.ConfigureEndpoints(context);
            });
        });
        _services = services.BuildServiceProvider();
        await Bus.StartAsync(Cancel);
    }

    private async Task StopAsync()
    {
        await Bus.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
