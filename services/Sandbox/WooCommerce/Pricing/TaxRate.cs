using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;

namespace Sandbox.WooCommerce.Pricing;

/// <summary>A tax rate of the shop. <paramref name="Percent"/> is in percent; <paramref name="Class"/> is a slug, "" for the standard one.</summary>
public sealed record TaxRate(long Id, string Country, string State, decimal Percent, string Name, int Priority, bool OnShipping, string Class)
{
    /// <summary>The code that orders carry, such as <c>US-NY-NY STATE-1</c>.</summary>
    public string Code => string.Join('-', ((string[])[Country, State, Name.ToUpperInvariant(), $"{Priority}"]).Where(part => part.Length > 0));

    internal static TaxRate Of(JsonObject tax) => new(
        tax.Number("id"), tax.Text("country"), tax.Text("state"), tax.Amount("rate") ?? 0, tax.Text("name"), (int)tax.Number("priority"),
        tax.Flag("shipping"), tax.Text("class") is "standard" ? "" : tax.Text("class"));
}
