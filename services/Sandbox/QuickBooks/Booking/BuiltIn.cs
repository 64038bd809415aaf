namespace Sandbox.QuickBooks.Booking;

/// <summary>The items that exist in every company without being in its list.</summary>
internal static class BuiltIn
{
    public const string Shipping = "SHIPPING_ITEM_ID";
    public const string Gratuity = "GRATUITY_ITEM_ID";
}
