namespace Webhooks.Receiving;

/// <summary>Settings under <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>Largest body that is taken, in bytes. Orders are 2-4 kB; big metadata makes them larger.</summary>
    public int MaxBodyBytes { get; set; } = 5 * 1024 * 1024;

    /// <summary>How many deliveries of one store may wait unverified while no secret can be had.</summary>
    public int MaxUnverified { get; set; } = 10_000;
}
