namespace Webhooks.Pulling;

/// <summary>Settings under <c>Pulling</c>.</summary>
public sealed class PullOptions
{
    /// <summary>How many records of a store may be in the journal and not handed over before reading waits.</summary>
    public int MaxAhead { get; set; } = 5000;

    /// <summary>After how many seconds without a sign of life another instance goes on reading; longer than a page with its variations takes.</summary>
    public int LeaseSeconds { get; set; } = 300;
}
