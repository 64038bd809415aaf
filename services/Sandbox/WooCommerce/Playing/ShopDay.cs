namespace Sandbox.WooCommerce.Playing;

internal sealed class ShopDay;
