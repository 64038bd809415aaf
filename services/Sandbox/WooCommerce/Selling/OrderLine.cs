using System.Text.Json.Nodes;

namespace Sandbox.WooCommerce.Selling;

/// <summary>A product line while an order is priced: its JSON and the figures that come from the product rather than the line.</summary>
internal sealed record OrderLine(JsonObject Json, decimal Quantity, decimal Subtotal, decimal? Total, string TaxClass, bool Taxable);
