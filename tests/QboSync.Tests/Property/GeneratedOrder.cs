using System.Globalization;
using System.Text.Json.Nodes;

namespace QboSync.Tests.Property;

/// <summary>An order that WooCommerce could have sent, its sums made as <c>WC_Abstract_Order::calculate_totals</c> makes them.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="Shop">The shop it was placed in.</param>
/// <param name="Lines">Products, shipping, fees.</param>
/// <param name="CodeOf">By rate id: which of the company's tax codes it stands for.</param>
internal sealed record GeneratedOrder(long Id, Shop Shop, IReadOnlyList<ShopLine> Lines, IReadOnlyDictionary<long, int> CodeOf)
{
    /// <summary>What a plugin put on top of the total and told nobody.</summary>
    public decimal Off { get; init; }

    public IReadOnlyList<GeneratedRefund> Refunds { get; init; } = [];

    public decimal TotalTax => Round(Lines.Sum(line => line.Taxes.Values.Sum()));

    public decimal Total => Round(Lines.Sum(line => Shop.RoundsAtSubtotal ? line.Net : Round(line.Net)) + Lines.Sum(line => line.Taxes.Values.Sum())) + Off;

    /// <summary>The body of <c>GET /orders/ID</c>, as far as it matters.</summary>
    public string Json() => new JsonObject
    {
        ["id"] = Id, ["number"] = $"{Id}", ["status"] = "processing", ["currency"] = "USD", ["prices_include_tax"] = Shop.PricesIncludeTax,
        ["total"] = Cents(Total), ["total_tax"] = Cents(TotalTax), ["date_created"] = "2026-11-21T22:30:00", ["date_created_gmt"] = "2026-11-22T06:30:00",
        ["date_paid"] = "2026-11-21T23:45:00", ["date_paid_gmt"] = "2026-11-22T07:45:00", ["billing"] = new JsonObject { ["email"] = "jane@example.test" },
        ["line_items"] = Array("product", Lines, 1), ["shipping_lines"] = Array("shipping", Lines, 1), ["fee_lines"] = Array("fee", Lines, 1),
        ["tax_lines"] = new JsonArray([.. Lines.SelectMany(line => line.Taxes.Keys).Distinct().Select((rate, i) => (JsonNode)new JsonObject
        {
            ["id"] = Id * 1000 + i, ["rate_id"] = rate.Id, ["rate_code"] = rate.Code, ["label"] = "Tax", ["compound"] = rate.Compound, ["rate_percent"] = rate.Percent,
            ["tax_total"] = Cents(Taken(rate, line => line.Kind != "shipping")), ["shipping_tax_total"] = Cents(Taken(rate, line => line.Kind == "shipping")),
        })]),
        ["refunds"] = new JsonArray([.. Refunds.Select(refund => (JsonNode)new JsonObject { ["id"] = refund.Id, ["reason"] = "", ["total"] = Cents(-refund.Amount) })]),
    }.ToJsonString();

    /// <summary>The body of <c>GET /orders/ID/refunds</c>.</summary>
    public string RefundsJson() => new JsonArray([.. Refunds.Select(refund => (JsonNode)new JsonObject
    {
        ["id"] = refund.Id, ["amount"] = Cents(refund.Amount), ["reason"] = "damaged", ["date_created"] = "2026-11-22T09:00:00", ["date_created_gmt"] = "2026-11-22T17:00:00",
        ["line_items"] = Array("product", refund.Lines, -1), ["shipping_lines"] = Array("shipping", refund.Lines, -1), ["fee_lines"] = Array("fee", refund.Lines, -1),
    })]).ToJsonString();

    private decimal Taken(ShopRate rate, Func<ShopLine, bool> of) => Lines.Where(of).Sum(line => line.Taxes.GetValueOrDefault(rate));

    private JsonArray Array(string kind, IReadOnlyList<ShopLine> lines, int sign) => new([.. lines.Where(line => line.Kind == kind).Select(line =>
    {
        var json = new JsonObject
        {
            ["id"] = line.Id, [kind == "shipping" ? "method_title" : "name"] = line.Name, ["total"] = Text(sign * line.Net, Shop.Decimals),
            ["total_tax"] = Text(sign * line.Taxes.Values.Sum(Shop.Cents), Shop.Decimals),
            ["taxes"] = new JsonArray([.. line.Taxes.Select(tax => Tax(tax.Key, Text(sign * tax.Value, Shop.RoundsAtSubtotal ? 6 : 2))), .. line.LeftOut.Select(rate => Tax(rate, ""))]),
        };
        if (kind == "product") (json["product_id"], json["quantity"]) = (line.Id, sign * line.Quantity);
        if (kind != "shipping") json["tax_class"] = line.TaxClass;
        return (JsonNode)json;
    })]);

    private static JsonNode Tax(ShopRate rate, string total) => new JsonObject { ["id"] = rate.Id, ["total"] = total };

    private static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    private static string Cents(decimal amount) => Text(amount, 2);

    private static string Text(decimal amount, int decimals) =>
        Math.Round(amount, decimals, MidpointRounding.AwayFromZero).ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
