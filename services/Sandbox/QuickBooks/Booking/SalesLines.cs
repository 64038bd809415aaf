using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>The lines of a sales form, checked and sorted into what is sold, shipping and the one discount.</summary>
internal sealed class SalesLines
{
    private const int MostLines = 10_000;
    private const int MostTaxableLines = 750;

    /// <summary>Item and text lines in the order given.</summary>
    public List<JsonObject> Items { get; } = [];

    public JsonObject? Shipping { get; private set; }

    public JsonObject? Discount { get; private set; }

    public decimal SubTotal => Sold.Sum(line => line.AmountOrZero("Amount"));

    public decimal DiscountAmount => Discount?.AmountOrZero("Amount") ?? 0m;

    /// <summary>Without tax.</summary>
    public decimal Net => SubTotal + (Shipping?.AmountOrZero("Amount") ?? 0m) - DiscountAmount;

    /// <summary>Item and text lines, those of bundles instead of the bundles.</summary>
    public IEnumerable<JsonObject> Sold => Items.SelectMany(line => line.Object("GroupLineDetail") is { } bundle ? bundle.Objects("Line") : [line]);

    /// <summary>Lines that tax is looked at for: items and shipping, not texts.</summary>
    public IEnumerable<JsonObject> Priced => Sold.Append(Shipping).Where(line => line?.Object("SalesItemLineDetail") is not null)!;

    /// <summary>The lines of a stored form, those of bundles instead of the bundles.</summary>
    public static IEnumerable<JsonObject> Leaves(JsonObject document) =>
        document.Objects("Line").SelectMany(line => line.Object("GroupLineDetail") is { } bundle ? bundle.Objects("Line") : [line]);

    public static SalesLines Read(Write write)
    {
        var lines = new SalesLines();
        foreach (var sent in write.Document.Objects("Line"))
        {
            var line = sent.Copy();
            switch (line.Text("DetailType") ?? throw Refuse.Missing("Line.DetailType"))
            {
                case "SubTotalLineDetail": break;
                case "DescriptionOnly": lines.Items.Add(TextOnly(line)); break;
                case "DiscountLineDetail": lines.TakeDiscount(write, line); break;
                case "SalesItemLineDetail": lines.TakeItem(write, line); break;
                default: lines.TakeBundle(write, line); break;
            }
        }
        lines.Complete();
        var count = lines.Sold.Count();
        if (count > MostLines) throw Refuse.Business($"A transaction can't have more than {MostLines} lines.");
        if (count > MostTaxableLines && lines.Priced.Any(line => line.Object("SalesItemLineDetail")!.RefId("TaxCodeRef") is not (null or "NON")))
            throw Refuse.Business($"A transaction with taxable lines can't have more than {MostTaxableLines} lines.");
        return lines;
    }

    /// <summary>The array of the response: items, subtotal, discount, shipping.</summary>
    public JsonArray Written(Write write)
    {
        var known = write.Before is null ? [] : write.Before.Objects("Line").Concat(Leaves(write.Before)).Select(line => line.Text("Id")).OfType<string>().ToHashSet();
        var next = known.Select(id => int.TryParse(id, out var number) ? number : 0).DefaultIfEmpty(0).Max();
        var written = new JsonArray();
        var position = 0;
        void Number(JsonObject line)
        {
            line["Id"] = line.Text("Id") is { } given && known.Remove(given) ? given : (++next).ToString(CultureInfo.InvariantCulture);
            line["LineNum"] = ++position;
        }
        foreach (var line in Items)
        {
            Number(line);
            written.Add((JsonNode)line);
            if (line.Object("GroupLineDetail") is not { } bundle) continue;
            foreach (var part in bundle.Objects("Line")) Number(part);
            line["Amount"] = Json.Number(bundle.Objects("Line").Sum(part => part.AmountOrZero("Amount")));
        }
        written.Add((JsonNode)new JsonObject { ["Amount"] = Json.Number(SubTotal), ["DetailType"] = "SubTotalLineDetail", ["SubTotalLineDetail"] = new JsonObject() });
        foreach (var line in (JsonObject?[])[Discount, Shipping])
        {
            if (line is null) continue;
            line.Remove("Id");
            line.Remove("LineNum");
            written.Add((JsonNode)line);
        }
        return written;
    }

    private void TakeItem(Write write, JsonObject line)
    {
        var detail = line.Object("SalesItemLineDetail");
        if (detail?.RefId("ItemRef") is not { } item)
        {
            Items.Add(TextOnly(line));
            return;
        }
        Price(write, line, detail);
        if (item is BuiltIn.Shipping or BuiltIn.Gratuity) TakeBuiltIn(write, line, item);
        else
        {
            Sellable(write, item);
            Items.Add(line);
        }
    }

    // Lines that were not sent stand as they were computed: their price may be net of what was sent.
    private static void Price(Write write, JsonObject line, JsonObject detail)
    {
        var amount = line.Amount("Amount") ?? throw Refuse.Missing("Line.Amount");
        if (write.Sent["Line"] is not null && detail.Amount("Qty") is { } quantity && detail.Amount("UnitPrice") is { } price && amount != Json.Cents(quantity * price)) throw Refuse.AmountMismatch(amount);
        if (amount < 0 && write.Company.Switches.RefuseNegativeLines) throw Refuse.NegativeAmount();
        line["Amount"] = Json.Number(Json.Cents(amount));
    }

    // A bundle is sold by its items: those that were sent with it, or those it is made of, at their own prices.
    private void TakeBundle(Write write, JsonObject line)
    {
        var detail = line.Object("GroupLineDetail") ?? throw Refuse.Missing("Line.GroupLineDetail");
        var id = detail.RefId("GroupItemRef") ?? throw Refuse.Missing("Line.GroupLineDetail.GroupItemRef");
        var bundle = write.Draft.Get("Item", id)!;
        if (bundle.Text("Type") != "Group") throw Refuse.Business($"\"{bundle.Text("Name")}\" is not a bundle and can't be sold by a GroupLineDetail.");
        var quantity = detail.Amount("Quantity") ?? 1m;
        detail["Quantity"] = Json.Number(quantity);
        if (!detail.Objects("Line").Any()) detail["Line"] = new JsonArray([.. bundle.Object("ItemGroupDetail")!.Objects("ItemGroupLine").Select(part => (JsonNode)Part(write, part, quantity))]);
        foreach (var part in detail.Objects("Line"))
        {
            if (part.Object("SalesItemLineDetail") is not { } sold) continue;
            Price(write, part, sold);
            Sellable(write, sold.RefId("ItemRef") ?? throw Refuse.Missing("Line.GroupLineDetail.Line.SalesItemLineDetail.ItemRef"));
        }
        Items.Add(line);
    }

    private static JsonObject Part(Write write, JsonObject part, decimal quantity)
    {
        var item = write.Draft.Get("Item", part.RefId("ItemRef")!)!;
        var (count, price) = (quantity * part.AmountOrZero("Qty"), item.AmountOrZero("UnitPrice"));
        return new JsonObject
        {
            ["Amount"] = Json.Number(Json.Cents(count * price)), ["DetailType"] = "SalesItemLineDetail",
            ["SalesItemLineDetail"] = new JsonObject { ["ItemRef"] = Json.Ref(item.Text("Id")!, item.Text("Name")), ["Qty"] = Json.Number(count), ["UnitPrice"] = Json.Number(price) },
        };
    }

    private void TakeBuiltIn(Write write, JsonObject line, string item)
    {
        var preference = item == BuiltIn.Shipping ? "AllowShipping" : "AllowGratuity";
        if (!write.Company.Preference("SalesFormsPrefs").Is(preference))
            throw Refuse.Business($"{item} can be used only where Preferences.SalesFormsPrefs.{preference} is on; use an item of your own instead.");
        if (item == BuiltIn.Gratuity) Items.Add(line);
        else if (Shipping is null) Shipping = line;
        else throw Refuse.Business("A transaction can have only one shipping line.");
    }

    private static void Sellable(Write write, string id)
    {
        var item = write.Draft.Get("Item", id)!;
        if (item.Text("Type") == "Group") throw Refuse.Business($"\"{item.Text("Name")}\" is a bundle: sell it by a GroupLineDetail.");
        if (item.Text("Type") == "Category") throw Refuse.Business($"\"{item.Text("Name")}\" is a category and can't be sold.");
        if (item.Text("Type") == "Inventory" && string.CompareOrdinal(write.Document.Text("TxnDate"), item.Text("InvStartDate")) < 0) throw Refuse.BeforeInventoryStart();
    }

    private void TakeDiscount(Write write, JsonObject line)
    {
        if (Discount is not null) throw Refuse.Business("A transaction can have only one discount line.");
        var preferences = write.Company.Preference("SalesFormsPrefs");
        if (!preferences.Is("AllowDiscount")) throw Refuse.Business("Discounts are turned off: Preferences.SalesFormsPrefs.AllowDiscount.");
        var detail = line.Object("DiscountLineDetail");
        if (detail is null) line["DiscountLineDetail"] = detail = new JsonObject();
        if (detail.Amount("DiscountPercent") is null && line.Amount("Amount") is null) throw Refuse.DiscountIncomplete();
        if (detail.Is("PercentBased") && detail.Amount("DiscountPercent") is null) throw Refuse.DiscountIncomplete();
        if (line.AmountOrZero("Amount") < 0) throw Refuse.NegativeAmount();
        if (detail.AmountOrZero("DiscountPercent") is < 0 or > 100) throw new QuickBooksFault("2150", "Invalid Percent", "The percent value is invalid and not supported by the API.", "DiscountPercent");
        detail["PercentBased"] ??= line.Amount("Amount") is null;
        if (detail.RefId("DiscountAccountRef") is null && preferences.Text("DefaultDiscountAccount") is { Length: > 0 } account) detail["DiscountAccountRef"] = Json.Ref(account);
        Discount = line;
    }

    private void Complete()
    {
        if (Discount?.Object("DiscountLineDetail") is not { } detail) return;
        if (detail.Is("PercentBased")) Discount["Amount"] = Json.Number(Json.Cents(SubTotal * detail.AmountOrZero("DiscountPercent") / 100m));
        else
        {
            detail.Remove("DiscountPercent");
            Discount["Amount"] = Json.Number(Json.Cents(Discount.AmountOrZero("Amount")));
        }
    }

    // A line without an item is text: its amount does not count.
    private static JsonObject TextOnly(JsonObject line)
    {
        var text = new JsonObject();
        if (line.Text("Id") is { } id) text["Id"] = id;
        if (line.Text("Description") is { } description) text["Description"] = description;
        text["DetailType"] = "DescriptionOnly";
        text["DescriptionLineDetail"] = line.Object("DescriptionLineDetail")?.DeepClone() ?? new JsonObject();
        return text;
    }
}
