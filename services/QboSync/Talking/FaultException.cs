using Syncing.Working;

namespace QboSync.Talking;

/// <summary>The work on one record ends here; the fault says why, and its kind decides what follows.</summary>
public class FaultException(Fault fault, Exception? inner = null) : Exception($"{fault.Code}: {fault.Message}", inner)
{
    /// <summary>Shorthand for a fault made on the spot.</summary>
    public FaultException(FaultKind kind, string code, string message, TimeSpan? retryAfter = null)
        : this(new Fault(kind, code, message, retryAfter))
    {
    }

    /// <summary>Why.</summary>
    public Fault Fault { get; } = fault;
}
