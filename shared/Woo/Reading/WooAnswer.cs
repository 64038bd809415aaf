namespace Woo.Reading;

/// <summary>
/// What came of a read. Only <see cref="Trashed"/> and <see cref="Gone"/> say that a record is deleted, both on WooCommerce's own word; whatever
/// a firewall, a web server or a lost right answers is <see cref="Unavailable"/>.
/// </summary>
public abstract record WooAnswer<T>
{
    private WooAnswer()
    {
    }

    /// <summary>It stands in the shop.</summary>
    /// <param name="Value">The record.</param>
    /// <param name="Json">The body as it came.</param>
    public sealed record Found(T Value, string Json) : WooAnswer<T>;

    /// <summary>It stands in the shop's trash.</summary>
    /// <param name="Value">The record.</param>
    /// <param name="Json">The body as it came.</param>
    public sealed record Trashed(T Value, string Json) : WooAnswer<T>;

    /// <summary>The shop has no record with this id.</summary>
    /// <param name="Code">WooCommerce's code that says so.</param>
    public sealed record Gone(string Code) : WooAnswer<T>;

    /// <summary>Not known: ask again later, or mend what the fault names.</summary>
    /// <param name="Fault">Why.</param>
    public sealed record Unavailable(WooFault Fault) : WooAnswer<T>;
}
