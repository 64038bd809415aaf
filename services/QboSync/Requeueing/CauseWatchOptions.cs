using Microsoft.Extensions.Options;

namespace QboSync.Requeueing;

/// <summary>Settings under <c>QuickBooks</c> about looking whether a cause is gone.</summary>
public sealed class CauseWatchOptions
{
    /// <summary>How often a company is looked at while records wait for something to be put right in it, minutes; less often the longer nothing changes.</summary>
    public int CauseWatchMinutes { get; set; } = 10;
}

/// <summary>Refuses a start with an interval that cannot be.</summary>
public sealed class CauseWatchOptionsCheck : IValidateOptions<CauseWatchOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, CauseWatchOptions options) => options.CauseWatchMinutes is >= 1 and <= 1440
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Setting QuickBooks:CauseWatchMinutes must be 1 to 1440.");
}
