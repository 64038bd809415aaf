namespace Webhooks.Pulling;

/// <summary>Settings under <c>Pulling</c>.</summary>
public sealed class PullOptions
{
    /// <summary>How many records of a store may be in the journal and not handed over before reading waits.</summary>
    public int MaxAhead { get; set; } = 5000;
}
