using QboSync.Company;
using QboSync.Documents;
using QboSync.Reserving;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Items;

/// <summary>
/// Items of lines that are no product, as mapped under <c>items</c>: an id or a name that exists is used, a name that does not is made, an id
/// that does not is a fault of the mapping.
/// </summary>
public sealed class LineItems(EntryMaking making, ReservationBook book)
{
    private const string OwnShipping = "SHIPPING_ITEM_ID";
    private const string OwnTip = "GRATUITY_ITEM_ID";

    /// <summary>The item of a line.</summary>
    /// <exception cref="FaultException">The mapping names one that cannot be used.</exception>
    public Task<string> OfAsync(CompanyBooks books, DraftLine line, CancellationToken cancel)
    {
        var items = books.Mapping.Items;
        return line.Role switch
        {
            LineRole.Shipping => OfAsync(books, items.Shipping, "items.shipping", cancel),
            LineRole.Tip when items.Tip is { } tip => OfAsync(books, tip, "items.tip", cancel),
            LineRole.Fee or LineRole.Tip => OfAsync(books, items.Fee, "items.fee", cancel),
            LineRole.Tax => OfAsync(books, items.SalesTax, "items.sales_tax", cancel),
            LineRole.Refund => OfAsync(books, items.Refund, "items.refund", cancel),
            LineRole.Rounding => OfAsync(books, items.Rounding, "items.rounding", cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(line), line.Role, "an unknown kind of line"),
        };
    }

    /// <summary>The item of products that have none.</summary>
    /// <exception cref="FaultException">The mapping names one that cannot be used.</exception>
    public Task<string> DefaultAsync(CompanyBooks books, CancellationToken cancel) => OfAsync(books, books.Mapping.Items.Default, "items.default", cancel);

    private async Task<string> OfAsync(CompanyBooks books, string setting, string field, CancellationToken cancel)
    {
        var text = setting.Trim();
        if (text is OwnShipping or OwnTip) return OwnLine(books, text, field);
        if (text.Length > 0 && text.All(char.IsAsciiDigit)) return await ByIdAsync(books, text, field, cancel);
        if (PlainText.Name(text).Length == 0) throw Wrong($"The mapping names no item ({field} is empty). Nothing was booked. Name one, or delete the field for the default, then push the record again.");
        return (await making.EnsureAsync(books, ItemPlans.Named(books, text), cancel)).ExternalId!;
    }

    private static string OwnLine(CompanyBooks books, string id, string field)
    {
        if (id == OwnShipping ? books.Facts.AllowShipping : books.Facts.AllowGratuity) return id;
        throw Wrong($"The mapping wants QuickBooks' own {(id == OwnShipping ? "shipping" : "tip")} line ({field} is {id}), which is switched off in this company. Nothing was booked. Switch it on in QuickBooks (Account and settings, Sales, Sales form content), or name an item instead, then push the record again.");
    }

    // An item may be called by a number, too; one that is found stays found.
    private async Task<string> ByIdAsync(CompanyBooks books, string id, string field, CancellationToken cancel)
    {
        var key = NaturalKeys.Of($"id:{id}");
        if (await book.FindAsync(books.Realm, ReservationKind.ItemName, key, cancel) is { ExternalId: { } known }) return known;
        var found = (await books.Company.QueryAsync("Item", $"Id = {Query.Literal(id)} and {Query.ActiveOrNot}", cancel)).FirstOrDefault()
            ?? (await books.Company.QueryAsync("Item", $"Name = {Query.Literal(id)}", cancel)).FirstOrDefault()
            ?? throw Wrong($"QuickBooks has no item with the id {id}, which the mapping names ({field}). Nothing was booked. Correct the mapping, then push the record again.");
        if (!ItemChoice.IsUsable(found))
            throw Wrong($"The item '{found.Text("Name")}' (id {id}), which the mapping names ({field}), is inactive, a category or a bundle in QuickBooks. Nothing was booked. Make it active or name another one, then push the record again.");
        if (books.Look is null)
            await book.LinkAsync(books.Realm, ReservationKind.ItemName, key, new Reservation { Account = books.Realm, Kind = ReservationKind.ItemName, NaturalKey = key, ExternalId = found.Id() }, cancel);
        return found.Id();
    }

    private static FaultException Wrong(string message) => new(FaultKind.MappingMissing, "item_missing", message);
}
