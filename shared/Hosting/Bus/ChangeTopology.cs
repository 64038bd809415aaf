using Contracts;
using MassTransit;

namespace Hosting.Bus;

/// <summary>
/// The names that the outside relies on, and the bindings that make sure that nothing published is lost: every target's queues are
/// declared and bound by whoever publishes, so they fill up even while a target service has never run.
/// </summary>
internal static class ChangeTopology
{
    public static void UseChangeNames(this IBusFactoryConfigurator bus)
    {
        bus.Message<OrderChanged>(m => m.SetEntityName(BusNames.Exchange(Entities.Orders)));
        bus.Message<ProductChanged>(m => m.SetEntityName(BusNames.Exchange(Entities.Products)));
        bus.Message<CustomerChanged>(m => m.SetEntityName(BusNames.Exchange(Entities.Customers)));
        bus.Message<ChangeAccepted>(m => m.SetEntityName("change-accepted"));
        bus.Message<RunStarted>(m => m.SetEntityName("run-started"));
        bus.Message<RecordSettled>(m => m.SetEntityName("record-settled"));
        bus.Message<CredentialsChanged>(m => m.SetEntityName("credentials-changed"));
        bus.Message<ResyncRequested>(m => m.SetEntityName(BusNames.Resync));
        // The base of the three changes is nobody's message of its own.
        bus.Publish<RecordChanged>(p => p.Exclude = true);
    }

    public static void BindTargets(this IRabbitMqBusFactoryConfigurator bus, IReadOnlyList<string> targets)
    {
        bus.DeployPublishTopology = true; // at start and after every reconnect, not at the first publish
        Bind<OrderChanged>(bus, targets, Entities.Orders);
        Bind<ProductChanged>(bus, targets, Entities.Products);
        Bind<CustomerChanged>(bus, targets, Entities.Customers);
    }

    private static void Bind<T>(IRabbitMqBusFactoryConfigurator bus, IReadOnlyList<string> targets, string entity) where T : class =>
        bus.Publish<T>(publish =>
        {
            foreach (var target in targets)
                publish.BindQueue(BusNames.Exchange(entity), BusNames.Queue(target, entity), queue => queue.SetQuorumQueue());
        });
}
