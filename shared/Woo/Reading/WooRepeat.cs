namespace Woo.Reading;

/// <summary>Which failures of a read are repeated before the caller hears of them.</summary>
internal enum WooRepeat
{
    /// <summary>None: someone waits for an answer, or another way is tried.</summary>
    Nothing,

    /// <summary>Those that say nothing of the request's size: 429, no connection. A page that timed out is made smaller instead.</summary>
    Unrelated,

    /// <summary>All that may pass: timeouts and 5xx too.</summary>
    Everything,
}
