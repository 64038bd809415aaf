using Testing.Brokers;

namespace EndToEnd.Tests;

/// <summary>One RabbitMQ for the tests of a class; a test that needs it says so with <see cref="NeededAsync"/>.</summary>
public sealed class Broker : IAsyncLifetime
{
    private RabbitMqNode? _node;

    /// <summary>The broker, or the test is skipped with the reason.</summary>
    public async Task<RabbitMqNode> NeededAsync()
    {
        if (RabbitMqNode.Missing is { } reason) Assert.Skip(reason);
        return _node ??= await RabbitMqNode.StartNewAsync();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_node is not null) await _node.DisposeAsync();
    }
}
