using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Playing;

/// <summary>What the shop sells and who is known in it. Whatever an earlier day left is used again.</summary>
internal sealed class DayGoods(ShopData data, ShopFloor floor, ProductDesk products, CustomerDesk customers, CouponDesk coupons)
{
    private static readonly (string Name, string Sku, string Price, string TaxClass, bool Virtual, int? Stock)[] Simple =
    [
        ("Plain Mug", "DAY-MUG", "14.00", "", false, null),
        ("Café Crème Beans 1kg", "DAY-COF", "19.99", "", false, 400),
        ("T-Shirt “Ünïcode” — naïve", "DAY-TSU", "24.50", "", false, null),
        ("日本茶セット", "DAY-TEA", "33.33", "", false, null),
        ("Sticker <b>Pack</b> & \"more\"", "DAY-STK", "0.99", "", false, null),
        ("Gift Wrap", "DAY-WRAP", "3.00", "reduced-rate", false, null),
        ("Brewing Course (download)", "DAY-COURSE", "49.00", "", true, null),
        ("Third Price", "DAY-THIRD", "10.33", "", false, null),
        ("Desk Lamp", "DAY-LAMP", "79.90", "", false, 60),
        ("Notebook", "DAY-NOTE", "6.45", "", false, null),
        ("No SKU Thing", "", "5.55", "", false, null),
    ];

    private static readonly (string First, string Last, string Company, string City, string State, string Postcode)[] People =
    [
        ("Ana", "O'Neil", "O'Neil & Co. \"Ltd\"", "New York", "NY", "10001"),
        ("Björn", "Åkesson", "", "Los Angeles", "CA", "90001"),
        ("Chen", "Wei", "", "New York", "NY", "10002"),
        ("Dmitri", "Иванов", "", "Albany", "NY", "12207"),
        ("Eve", "Müller", "Müller GmbH", "San Diego", "CA", "92101"),
        ("Farah", "عبد الله", "", "Austin", "TX", "73301"),
        ("Guðrún", "Jónsdóttir", "", "New York", "NY", "10003"),
        ("Hiro", "田中", "", "Los Angeles", "CA", "90002"),
    ];

    /// <summary>Ids of what can be put into a basket: simple products, then variations.</summary>
    public IReadOnlyList<(long Id, string Sku)> Stock(DateTimeOffset at)
    {
        var ids = Simple.Select(item => (Known(Kinds.Products, row => row.Name.StartsWith(item.Name, StringComparison.Ordinal) && row.Sku == item.Sku) ?? Create(item, at), item.Sku)).ToList();
        var hoodie = Known(Kinds.Products, row => row.Sku == "DAY-HOOD") ?? floor.Do(at, change => products.Create(new JsonObject
        {
            ["name"] = "Hoodie",
            ["type"] = "variable",
            ["sku"] = "DAY-HOOD",
            ["attributes"] = new JsonArray(Options(1, "Color", "pa_color", "Blue", "Red"), Options(0, "Size", "Size", "M", "L")),
        }, change)).Number("id");
        foreach (var (color, size, price) in (ReadOnlySpan<(string, string, string)>)[("Blue", "M", "32.50"), ("Blue", "L", "35.00"), ("Red", "M", "32.50"), ("Red", "L", "37.50")])
        {
            var sku = $"DAY-HOOD-{color[0]}-{size}";
            var request = new JsonObject
            {
                ["sku"] = sku,
                ["regular_price"] = price,
                ["manage_stock"] = color == "Red",
                ["stock_quantity"] = color == "Red" ? 250 : null,
                ["attributes"] = new JsonArray(Option(1, "Color", "pa_color", color), Option(0, "Size", "size", size)),
            };
            ids.Add((Known(Kinds.Products, row => row.Sku == sku) ?? floor.Do(at, change => products.CreateVariation(hoodie, request, change)).Number("id"), sku));
        }
        return ids;
    }

    public IReadOnlyList<long> Customers(DateTimeOffset at) =>
        [.. People.Select((person, i) => Known(Kinds.Customers, row => row.Email == Email(i)) ?? floor.Do(at, change => customers.Create(new JsonObject
        {
            ["email"] = Email(i),
            ["first_name"] = person.First,
            ["last_name"] = person.Last,
            ["billing"] = Place(i),
            ["shipping"] = Place(i),
        }, change)).Number("id"))];

    public void Coupons(DateTimeOffset at)
    {
        foreach (var (code, type, amount) in (ReadOnlySpan<(string, string, string)>)[("save10", "percent", "10"), ("five", "fixed_cart", "5")])
            if (data.Rows(Kinds.Coupons).All(row => data.Need(Kinds.Coupons, row.Id).Text("code") != code))
                floor.Do(at, change => coupons.Create(new JsonObject { ["code"] = code, ["discount_type"] = type, ["amount"] = amount }, change));
    }

    /// <summary>An address of one of the shop's people, for guests too.</summary>
    public static JsonObject Place(int person, string? guestEmail = null)
    {
        var (first, last, company, city, state, postcode) = People[person % People.Length];
        return new JsonObject
        {
            ["first_name"] = guestEmail is null ? first : "Guest",
            ["last_name"] = last,
            ["company"] = company,
            ["address_1"] = $"{person % People.Length + 1} Elm St",
            ["city"] = city,
            ["state"] = state,
            ["postcode"] = postcode,
            ["country"] = "US",
            ["email"] = guestEmail ?? Email(person % People.Length),
            ["phone"] = $"+1 555 01{person % People.Length:00}",
        };
    }

    private static string Email(int person) => $"day{person}@example.test";

    private long Create((string Name, string Sku, string Price, string TaxClass, bool Virtual, int? Stock) item, DateTimeOffset at) =>
        floor.Do(at, change => products.Create(new JsonObject
        {
            ["name"] = item.Name,
            ["sku"] = item.Sku,
            ["regular_price"] = item.Price,
            ["tax_class"] = item.TaxClass,
            ["virtual"] = item.Virtual,
            ["downloadable"] = item.Virtual,
            ["manage_stock"] = item.Stock is not null,
            ["stock_quantity"] = item.Stock,
            ["description"] = $"<p>{item.Name}</p>\n",
        }, change)).Number("id");

    private long? Known(string kind, Func<ShopRow, bool> isIt) => data.Rows(kind).FirstOrDefault(row => row.Status != "trash" && isIt(row))?.Id;

    private static JsonNode Options(int id, string name, string slug, params string[] options) => new JsonObject
    {
        ["id"] = id,
        ["name"] = name,
        ["slug"] = slug,
        ["position"] = 0,
        ["visible"] = true,
        ["variation"] = true,
        ["options"] = new JsonArray([.. options.Select(option => (JsonNode)option)]),
    };

    private static JsonNode Option(int id, string name, string slug, string option) => new JsonObject { ["id"] = id, ["name"] = name, ["slug"] = slug, ["option"] = option };
}
