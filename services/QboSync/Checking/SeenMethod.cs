namespace QboSync.Checking;

/// <summary>A payment method that orders of the shop were paid by.</summary>
/// <param name="Id">WooCommerce's <c>payment_method</c>, such as <c>stripe</c>.</param>
/// <param name="Title">What customers read.</param>
public sealed record SeenMethod(string Id, string Title);
