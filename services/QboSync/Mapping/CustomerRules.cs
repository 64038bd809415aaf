namespace QboSync.Mapping;

/// <summary>What customers become.</summary>
public sealed record CustomerRules
{
    /// <summary>Whom orders without an account are booked on.</summary>
    public GuestPolicy Guests { get; init; } = GuestPolicy.PerEmail;

    /// <summary>Name of the customer of orders without e-mail address, and of all guests under <see cref="GuestPolicy.CatchAll"/>.</summary>
    public string GuestName { get; init; } = "WooCommerce guest";

    /// <summary>What becomes of a customer that QuickBooks seems to have at first contact.</summary>
    public FirstContact FirstContact { get; init; } = FirstContact.Link;
}
