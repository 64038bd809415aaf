namespace Woo.Reading;

/// <summary>A shop could not be read on, in the middle of reading pages.</summary>
public sealed class WooUnavailableException(WooFault fault) : Exception(fault.Message)
{
    /// <summary>Why.</summary>
    public WooFault Fault { get; } = fault;
}
