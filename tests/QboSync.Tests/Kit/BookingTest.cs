using Microsoft.Data.Sqlite;

namespace QboSync.Tests.Kit;

/// <summary>A company, a database and instances for one test.</summary>
public abstract class BookingTest : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("qbosync-").FullName;
    private readonly List<Instance> _instances = [];

    internal TestClock Clock { get; } = new();

    internal Books Books { get; private set; } = null!;

    /// <summary>Past the time in which a late commit may still land.</summary>
    internal void WaitOutDoubt() => Clock.Advance(TimeSpan.FromSeconds(131));

    internal async Task<Instance> StartAsync(Dictionary<string, string?>? settings = null, string? startDate = null)
    {
        var instance = await Instance.StartAsync(Books, Clock, _directory, settings, startDate);
        _instances.Add(instance);
        return instance;
    }

    public async ValueTask InitializeAsync() => Books = await Books.OpenAsync(Clock);

    public async ValueTask DisposeAsync()
    {
        var happened = Books.AllMishapsHappened;
        foreach (var instance in _instances) await instance.DisposeAsync();
        await Books.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
        Assert.True(happened, "A mishap that the test counts on never happened.");
    }
}
