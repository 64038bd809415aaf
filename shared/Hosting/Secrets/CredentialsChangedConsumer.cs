using Contracts;
using MassTransit;

namespace Hosting.Secrets;

/// <summary>Drops what was kept of credentials as soon as one changed. Every instance of every service hears it.</summary>
internal sealed class CredentialsChangedConsumer(CredentialsClient credentials) : IConsumer<CredentialsChanged>
{
    public Task Consume(ConsumeContext<CredentialsChanged> context)
    {
        credentials.Drop();
        return Task.CompletedTask;
    }
}
