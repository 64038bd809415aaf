using Syncing.Working;

namespace QboSync.Talking;

/// <summary>QuickBooks itself answered with a Fault: the request was taken up and came to nothing.</summary>
public sealed class RefusedException(Fault fault, IReadOnlyList<QuickBooksError> errors) : FaultException(fault)
{
    /// <summary>What it said.</summary>
    public IReadOnlyList<QuickBooksError> Errors { get; } = errors;

    /// <summary>One of the errors has this code.</summary>
    public bool Has(string code) => Errors.Any(error => error.Code == code);

    /// <summary>The transaction or list entry that was asked for does not exist any more.</summary>
    public bool IsGone => Errors.Any(error => error.IsGone);
}
