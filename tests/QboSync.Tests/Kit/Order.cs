using System.Globalization;
using System.Text.Json.Nodes;

namespace QboSync.Tests.Kit;

/// <summary>An order as WooCommerce sends it, with the few things that a test cares about.</summary>
internal sealed record Order(long Id)
{
    public string Status { get; init; } = "processing";
    public string Currency { get; init; } = "USD";
    public bool Paid { get; init; } = true;
    public long CustomerId { get; init; }
    public string First { get; init; } = "Jane";
    public string Last { get; init; } = "Doe";
    public string Email { get; init; } = "jane@example.test";
    public string Transaction { get; init; } = "";
    public string Number { get; init; } = "";
    public string Note { get; init; } = "";
    public string Method { get; init; } = "";
    public string Modified { get; init; } = "2026-11-22T08:00:00";
    public JsonObject Meta { get; init; } = [];
    public string Created { get; init; } = "2026-11-21T22:30:00";
    public decimal Tax { get; init; }
    public decimal? Total { get; init; }
    public (string Name, decimal Total)[] Shipping { get; init; } = [];
    public (string Name, decimal Total)[] Fees { get; init; } = [];
    public Line[] Lines { get; init; } = [new("Plain Mug", "MUG-01", 14, 1, 12.00m)];
    public Refund[] Refunds { get; init; } = [];

    public sealed record Line(string Name, string? Sku, long ProductId, decimal Quantity, decimal Total, decimal Tax = 0, long Id = 0);

    public sealed record Refund(long Id, decimal Amount, Line[] Lines, decimal Tax = 0, bool ByGateway = false, string MadeGmt = "2026-11-22T17:00:00");

    public string Json() => new JsonObject
    {
        ["id"] = Id,
        ["number"] = Number.Length > 0 ? Number : Id.ToString(CultureInfo.InvariantCulture),
        ["status"] = Status,
        ["currency"] = Currency,
        ["total"] = Text(Total ?? Lines.Sum(line => line.Total) + Shipping.Sum(line => line.Total) + Fees.Sum(line => line.Total) + Tax),
        ["total_tax"] = Text(Tax),
        ["customer_id"] = CustomerId,
        ["date_created"] = Created,
        ["date_created_gmt"] = "2026-11-22T06:30:00",
        ["date_paid"] = Paid ? "2026-11-21T23:45:00" : null,
        ["date_paid_gmt"] = Paid ? "2026-11-22T07:45:00" : null,
        ["date_modified"] = Modified,
        ["payment_method"] = Method,
        ["transaction_id"] = Transaction,
        ["customer_note"] = Note,
        ["billing"] = new JsonObject
        {
            ["first_name"] = First, ["last_name"] = Last, ["email"] = Email, ["phone"] = "555-0100", ["address_1"] = "1 Main St", ["city"] = "Albany",
            ["state"] = "NY", ["postcode"] = "12207", ["country"] = "US",
        },
        ["shipping"] = new JsonObject(),
        ["line_items"] = new JsonArray([.. Lines.Select((line, index) => LineJson(line, line.Id > 0 ? line.Id : Id * 100 + index, 1, null))]),
        ["shipping_lines"] = new JsonArray([.. Shipping.Select((line, index) => (JsonNode)new JsonObject { ["id"] = Id * 100 + 50 + index, ["method_title"] = line.Name, ["total"] = Text(line.Total), ["total_tax"] = "0.00" })]),
        ["fee_lines"] = new JsonArray([.. Fees.Select((line, index) => (JsonNode)new JsonObject { ["id"] = Id * 100 + 70 + index, ["name"] = line.Name, ["total"] = Text(line.Total), ["total_tax"] = "0.00" })]),
        ["refunds"] = new JsonArray([.. Refunds.Select(refund => (JsonNode)new JsonObject { ["id"] = refund.Id, ["reason"] = "", ["total"] = Text(-refund.Amount) })]),
        ["meta_data"] = new JsonArray([.. Meta.Select((entry, index) => (JsonNode)new JsonObject { ["id"] = index + 1, ["key"] = entry.Key, ["value"] = entry.Value?.DeepClone() })]),
    }.ToJsonString();

    public string? RefundsJson() => Refunds.Length == 0 ? null : new JsonArray([.. Refunds.Select(refund => (JsonNode)new JsonObject
    {
        ["id"] = refund.Id,
        ["amount"] = Text(refund.Amount),
        ["reason"] = "damaged",
        ["date_created"] = "2026-11-22T09:00:00",
        ["date_created_gmt"] = refund.MadeGmt,
        ["refunded_payment"] = refund.ByGateway,
        ["line_items"] = new JsonArray([.. refund.Lines.Select((line, index) => LineJson(line, refund.Id * 100 + index, -1, line.Id))]),
    })]).ToJsonString();

    private static JsonNode LineJson(Line line, long id, int sign, long? refunded) => new JsonObject
    {
        ["id"] = id,
        ["name"] = line.Name,
        ["product_id"] = line.ProductId,
        ["variation_id"] = 0,
        ["quantity"] = sign * line.Quantity,
        ["total"] = Text(sign * line.Total),
        ["total_tax"] = Text(sign * line.Tax),
        ["sku"] = line.Sku,
        ["meta_data"] = refunded is null
            ? new JsonArray()
            : new JsonArray(new JsonObject { ["id"] = 1, ["key"] = "_refunded_item_id", ["value"] = refunded.Value.ToString(CultureInfo.InvariantCulture) }),
    };

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
