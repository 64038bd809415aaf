namespace Sandbox.WooCommerce.Delivering;

/// <summary>How the stand-in mistreats its deliveries.</summary>
public sealed record DeliverySwitches
{
    /// <summary>Nothing is delivered until it is switched off, or <c>POST .../delivery/run</c>; edits meanwhile become one delivery with the latest state.</summary>
    public bool Hold { get; init; }

    /// <summary>What is queued goes out newest first.</summary>
    public bool Reverse { get; init; }

    /// <summary>How many times more each delivery is sent.</summary>
    public int Repeat { get; init; }

    /// <summary>How many of the next deliveries are lost without being sent.</summary>
    public int Drop { get; init; }

    /// <summary>Signatures do not fit the body.</summary>
    public bool CorruptSignature { get; init; }

    /// <summary>The address that deliveries name as theirs, as a copy of the shop for staging would; the shop's own where it is left out.</summary>
    public string? Source { get; init; }

    /// <summary>The webhooks' owner: <c>full</c>, <c>weak</c> (lost the right to read: bodies are errors 403) or <c>gone</c> (401).</summary>
    public string Owner { get; init; } = "full";
}
