using Contracts;
using MassTransit;
using Webhooks.Resyncing;

namespace Webhooks;

/// <summary>Runs that are asked for by message.</summary>
public static class ResyncingSetup
{
    /// <summary>Adds it; needs requesting beside it.</summary>
    public static WebApplicationBuilder AddResyncing(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ResyncBook>();
        return builder;
    }

    /// <summary>The queue <c>resync</c>, which takes JSON as a person types it.</summary>
    public static void Consumers(IBusRegistrationConfigurator bus) => bus.AddConsumer<ResyncConsumer>().Endpoint(endpoint =>
    {
        endpoint.Name = BusNames.Resync;
        // The exchange bears the queue's name and is bound to it as it is; another binding would bring each message twice.
        endpoint.ConfigureConsumeTopology = false;
        // One at a time: what is given out and not begun on would come back looking like what was.
        endpoint.PrefetchCount = 1;
        endpoint.ConcurrentMessageLimit = 1;
        endpoint.AddConfigureEndpointCallback((_, queue) =>
            queue.UseRawJsonDeserializer(RawSerializerOptions.AnyMessageType | RawSerializerOptions.AddTransportHeaders, isDefault: true));
    });
}
