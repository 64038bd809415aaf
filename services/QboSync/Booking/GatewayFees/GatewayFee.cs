namespace QboSync.Booking.GatewayFees;

/// <summary>What a payment gateway kept of an order.</summary>
/// <param name="Amount">Two decimals; what it gave back at refunds is taken off.</param>
/// <param name="Currency">ISO 4217; the gateway's own, which may be another than the order's.</param>
/// <param name="Gateway">Its name.</param>
public sealed record GatewayFee(decimal Amount, string Currency, string Gateway);
