using System.Collections.Concurrent;
using Contracts;
using Hosting.Bus;
using Hosting.Tests.Driving;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Hosting.Tests.Bus;

/// <summary>On a real broker: nothing that is published before a target's first start is lost.</summary>
public sealed class TopologyTests : IAsyncDisposable
{
    // Names of this test's own, so that what stands on the broker otherwise is left alone.
    private readonly string[] _targets = [$"test-{Guid.NewGuid():N}", $"test-{Guid.NewGuid():N}"];
    private readonly TempFolder _folder = new();
    private string[] _settings = [];
    private IConnection _connection = null!;
    private IChannel _channel = null!;

    private IEnumerable<(string Queue, string Exchange)> Queues =>
        from target in _targets from entity in Entities.All select (BusNames.Queue(target, entity), BusNames.Exchange(entity));

    private async Task ConnectAsync()
    {
        var (host, port) = await Broker.OrSkipAsync();
        _settings = ["Bus:Transport=RabbitMq", $"Bus:RabbitMq:Host={host}", $"Bus:RabbitMq:Port={port}", $"Sync:Targets={string.Join(',', _targets)}"];
        _connection = await new ConnectionFactory { HostName = host, Port = port }.CreateConnectionAsync(TestApp.Cancel);
        _channel = await _connection.CreateChannelAsync(cancellationToken: TestApp.Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        if (_channel is null) return;
        foreach (var (queue, _) in Queues)
        {
            await _channel.QueueDeleteAsync(queue);
            await _channel.ExchangeDeleteAsync(queue);
        }
        await _connection.DisposeAsync();
    }

    [Fact]
    public async Task The_queues_of_every_target_are_there_as_quorum_queues_though_none_ever_ran()
    {
        await ConnectAsync();
        await using var publisher = await TestApp.StartAsync(_folder, _settings);
        await publisher.App.Services.GetRequiredService<BusGate>().HealthyAsync(TestApp.Cancel);
        foreach (var (queue, _) in Queues)
        {
            // Declared again with other arguments the broker would close the channel (406).
            var declared = await _channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: TestApp.Cancel);
            Assert.Equal((0u, 0u), (declared.MessageCount, declared.ConsumerCount));
        }
    }

    [Fact]
    public async Task What_was_published_before_a_targets_first_start_is_delivered_once()
    {
        await ConnectAsync();
        await using var publisher = await TestApp.StartAsync(_folder, _settings);
        var gate = publisher.App.Services.GetRequiredService<BusGate>();
        await gate.HealthyAsync(TestApp.Cancel);
        var run = Guid.NewGuid();
        await gate.PublishAsync(new OrderChanged { SyncId = run, Key = "1", Body = "{}", Targets = _targets }, TestApp.Cancel);
        await gate.PublishAsync(new ProductChanged { SyncId = run, Key = "1", Targets = _targets }, TestApp.Cancel);

        var heard = new ConcurrentQueue<string>();
        using var folder = new TempFolder();
        await using var late = await TestApp.StartAsync(folder, _settings, builder =>
        {
            builder.Services.AddSingleton(heard);
            builder.Services.AddSingleton(new Ours(run));
            builder.AddBus(bus => bus.AddConsumer<LateTarget>().Endpoint(endpoint => endpoint.Name = BusNames.Queue(_targets[0], Entities.Orders)));
        });
        await Eventually.TrueAsync(() => heard.Count == 1);
        await gate.PublishAsync(new OrderChanged { SyncId = run, Key = "2", Targets = _targets }, TestApp.Cancel);
        await Eventually.TrueAsync(() => heard.Contains("2"));
        Assert.Equal(["1", "2"], heard.Order()); // each once, though the exchange reaches the queue by two roads

        // The other target, which still has not started, has both too.
        Assert.Equal(2, await CountAsync(BusNames.Queue(_targets[1], Entities.Orders), run));
        Assert.Equal(1, await CountAsync(BusNames.Queue(_targets[1], Entities.Products), run));
    }

    private async Task<int> CountAsync(string queue, Guid run)
    {
        var count = 0;
        while (await _channel.BasicGetAsync(queue, autoAck: true, TestApp.Cancel) is { } message)
            if (System.Text.Encoding.UTF8.GetString(message.Body.Span).Contains(run.ToString(), StringComparison.Ordinal)) count++;
        return count;
    }

    public sealed record Ours(Guid Run);

    public sealed class LateTarget(ConcurrentQueue<string> heard, Ours ours) : IConsumer<OrderChanged>
    {
        public Task Consume(ConsumeContext<OrderChanged> context)
        {
            if (context.Message.SyncId == ours.Run) heard.Enqueue(context.Message.Key);
            return Task.CompletedTask;
        }
    }
}
