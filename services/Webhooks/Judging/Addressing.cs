using Hosting.Secrets;
using Webhooks.Journal;

namespace Webhooks.Judging;

/// <summary>Which targets a change is for: those of the platform to which the row's tenant is connected.</summary>
public sealed class Addressing
{
    private readonly IReadOnlyList<string> _targets;
    private readonly HashSet<(string Tenant, string Target)>? _connected;

    private Addressing(IReadOnlyList<string> targets, HashSet<(string, string)>? connected) => (_targets, _connected) = (targets, connected);

    /// <summary>Asks Credentials which tenants are connected. While it is away every target is addressed: the target itself finds out.</summary>
    public static async Task<Addressing> AskAsync(IReadOnlyList<string> targets, CredentialsClient credentials, CancellationToken cancel)
    {
        try
        {
            var connected = new HashSet<(string, string)>();
            foreach (var target in targets)
                connected.UnionWith((await credentials.ActiveAsync(target, cancel)).Select(credential => (credential.TenantId, target)));
            return new(targets, connected);
        }
        catch (CredentialsUnavailableException)
        {
            return new(targets, null);
        }
    }

    /// <summary>The targets of one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="everyone">A new version goes to all, even where one was asked for: the others would never hear of it.</param>
    public IReadOnlyList<string> Targets(Delivery row, bool everyone)
    {
        var only = everyone ? null : row.OnlyTargets?.Split(',');
        return [.. _targets.Where(target => only is null || only.Contains(target)).Where(target => _connected is null || _connected.Contains((row.TenantId, target)))];
    }
}
