using System.Collections.Concurrent;
using MassTransit;

namespace Syncing.Tests.Driving;

/// <summary>A bus of the test's own, and what was heard on it.</summary>
public sealed class TestBus : IAsyncDisposable
{
    public IBusControl Control { get; }

    public ConcurrentQueue<object> Heard { get; }

    public static TestBus Create(Action<IReceiveEndpointConfigurator, ConcurrentQueue<object>> endpoint)
    {
        var heard = new ConcurrentQueue<object>();
        var control = Bus.Factory.CreateUsingInMemory(configure => configure.ReceiveEndpoint("heard", e => endpoint(e, heard)));
        return new TestBus(heard, control);
    }

    private TestBus(ConcurrentQueue<object> heard, IBusControl control) => (Heard, Control) = (heard, control);

    public ValueTask DisposeAsync() => new(Control.StopAsync(CancellationToken.None));
}
