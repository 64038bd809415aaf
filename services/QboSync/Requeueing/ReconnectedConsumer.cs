using Contracts;
using Hosting.Secrets;
using MassTransit;
using QboSync.Storage;
using Syncing;

namespace QboSync.Requeueing;

/// <summary>A changed credential may have opened its company again: what had been given up for want of access is tried again.</summary>
public sealed class ReconnectedConsumer(CredentialsClient credentials, TargetAccounts<QboSyncDb> accounts, TargetSettings<QboSyncDb> settings, CauseRequeueing requeueing)
    : IConsumer<CredentialsChanged>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<CredentialsChanged> context)
    {
        if (context.Message.Platform != settings.Target) return;
        credentials.Drop(); // the company it stands for may be another since
        foreach (var account in (await accounts.ConnectedAsync(context.CancellationToken)).Where(account => account.Credential.Id == context.Message.CredentialId))
            await requeueing.RequeueAsync(account.Account, Cause.Reconnected, context.CancellationToken);
    }
}
