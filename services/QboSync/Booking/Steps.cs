using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>
/// The steps of booking one order. What is wrong with one document holds back what hangs on it and nothing else: a refund is booked also
/// where the sale could not follow an edit. The first such fault is what the order is held with.
/// </summary>
public sealed class Steps
{
    /// <summary>Something was written.</summary>
    public bool Wrote { get; private set; }

    /// <summary>What holds the order, so far.</summary>
    public Fault? Held { get; private set; }

    /// <summary>The exception behind it, where it says more than the fault.</summary>
    public FaultException? Cause { get; private set; }

    /// <summary>Takes a step; false where it is held.</summary>
    /// <exception cref="FaultException">The whole order must wait: the company cannot be reached, say, or an outcome is not known.</exception>
    public async Task<bool> TakeAsync(Func<Task<bool>> step)
    {
        try
        {
            Wrote |= await step();
            return true;
        }
        catch (FaultException e) when (IsAboutOneDocument(e.Fault.Kind))
        {
            if (Held is null) (Held, Cause) = (e.Fault, e);
            return false;
        }
    }

    /// <summary>Holds the order for something that no step said.</summary>
    public void Hold(Fault fault) => Held ??= fault;

    private static bool IsAboutOneDocument(FaultKind kind) =>
        kind is FaultKind.Invalid or FaultKind.Conflict or FaultKind.ClosedPeriod or FaultKind.MappingMissing or FaultKind.DuplicateName;
}
