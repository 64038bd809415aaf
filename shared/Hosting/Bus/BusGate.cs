using MassTransit;

namespace Hosting.Bus;

/// <summary>Lets publishers through only while the bus is healthy, and never for longer than a time limit.</summary>
public sealed class BusGate(IBusControl bus, TimeProvider clock)
{
    /// <summary>How long one publish may take. A publish into a broken connection would otherwise wait for ever.</summary>
    public static readonly TimeSpan PublishLimit = TimeSpan.FromSeconds(10);

    /// <summary>Returns once the bus is connected and its endpoints are up.</summary>
    public Task HealthyAsync(CancellationToken cancel) => bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancel);

    /// <summary>Publishes one message within the time limit; on RabbitMQ it returns when the broker has confirmed.</summary>
    /// <exception cref="TimeoutException">The broker did not confirm in time; the message may or may not be there.</exception>
    public async Task PublishAsync<T>(T message, CancellationToken cancel) where T : class
    {
        using var limit = new CancellationTokenSource(PublishLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            await bus.Publish(message, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"The broker did not confirm a {typeof(T).Name} within {PublishLimit.TotalSeconds} s.");
        }
    }
}
