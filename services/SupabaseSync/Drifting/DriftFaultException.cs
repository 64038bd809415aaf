using Syncing.Working;

namespace SupabaseSync.Drifting;

/// <summary>A project cannot be looked through now.</summary>
public sealed class DriftFaultException(Fault fault) : Exception(fault.Message)
{
    /// <summary>Why.</summary>
    public Fault Fault { get; } = fault;
}
