using Hosting.Secrets;
using Hosting.Settings;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Hosting.Bus;

/// <summary>The only <c>AddMassTransit</c> call: each service's parts add their consumers to it.</summary>
public static class BusSetup
{
    private const string PerInstance = "credentials-changed-at";

    /// <summary>Adds the bus by setting (<c>Bus:Transport</c>) with the consumers of <paramref name="parts"/>.</summary>
    public static WebApplicationBuilder AddBus(this WebApplicationBuilder builder, params Action<IBusRegistrationConfigurator>[] parts)
    {
        var options = builder.Configuration.GetSection("Bus").Get<BusOptions>() ?? new BusOptions();
        var targets = (builder.Configuration.GetSection("Sync").Get<SyncOptions>() ?? new SyncOptions()).TargetList();

        builder.Services.AddOptions<BusOptions>().Bind(builder.Configuration.GetSection("Bus"))
            .Validate(o => o.IsKnown, "Setting Bus:Transport must be InMemory or RabbitMq.")
            // Without consumers of its own (Credentials) a service only announces, and what it announces is asked for all the same.
            .Validate<IConfiguration>((o, configuration) => !o.UsesInMemory || parts.Length == 0 || configuration.GetValue<bool>(ServiceAddresses.AllInOne),
                "Setting Bus:Transport (environment: Bus__Transport) is InMemory, which reaches nobody outside this process: a service run apart needs RabbitMq, and Bus:RabbitMq:Host. services/Platform runs every service in one process, without a broker.")
            .Validate(o => !o.UsesRabbitMq || o.RabbitMq.Nodes().Count > 0, "Setting Bus:RabbitMq:Host is empty.")
            .Validate(o => !o.UsesRabbitMq || o.RabbitMq.Nodes().All(RabbitMqOptions.IsNode),
                "Setting Bus:RabbitMq:Host (environment: Bus__RabbitMq__Host) must be a host, or the nodes of a cluster as host:port,host:port, without amqp:// and with ports from 1 to 65535.")
            .Validate(o => !o.UsesRabbitMq || o.RabbitMq.Port > 0, "Setting Bus:RabbitMq:Port must be 1 to 65535.")
            .ValidateOnStart();

        builder.Services.AddSingleton<BusGate>();
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            // Started in the background: the HTTP port opens, and deliveries are taken, while the broker is away.
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(20);
        });
        builder.Services.AddMassTransit(x =>
        {
            x.DisableUsageTelemetry();
            x.SetKebabCaseEndpointNameFormatter();
            x.ConfigureHealthCheckOptions(health =>
            {
                health.Name = "bus";
                health.MinimalFailureStatus = HealthStatus.Degraded;
            });
            x.AddConfigureEndpointsCallback((_, name, endpoint) =>
            {
                // Every queue is a quorum queue from its first day; only those that live and die with one instance cannot be.
                if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit && !name.StartsWith(PerInstance, StringComparison.Ordinal)) rabbit.SetQuorumQueue();
            });
            x.AddConsumer<CredentialsChangedConsumer>().Endpoint(endpoint =>
            {
                endpoint.Name = PerInstance;
                endpoint.InstanceId = $"-{NewId.NextGuid():N}";
                endpoint.Temporary = true;
            });
            foreach (var part in parts) part(x);
            if (options.UsesRabbitMq) x.UsingRabbitMq((context, bus) => Configure(context, bus, targets));
            else x.UsingInMemory((context, bus) => Configure(context, bus));
        });
        return builder;
    }

    private static void Configure(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator bus)
    {
        bus.UseChangeNames();
        bus.ConfigureEndpoints(context);
    }

    private static void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator bus, IReadOnlyList<string> targets)
    {
        var options = context.GetRequiredService<IOptions<BusOptions>>().Value.RabbitMq; // checked: the bus is made before the start's own check
        var nodes = options.Nodes();
        bus.Host(nodes.Count == 1 ? nodes[0].Split(':')[0] : "cluster", PortOf(nodes[0], options.Port), options.VirtualHost, host =>
        {
            host.Username(options.Username);
            host.Password(options.Password);
            if (nodes.Count > 1) host.UseCluster(cluster => { foreach (var node in nodes) cluster.Node($"{node.Split(':')[0]}:{PortOf(node, options.Port)}"); });
        });
        bus.UseChangeNames();
        bus.BindTargets(targets);
        bus.ConfigureEndpoints(context);
    }

    private static ushort PortOf(string node, ushort otherwise) =>
        node.Split(':') is [_, var port] ? ushort.Parse(port, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
}
