using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Seeding;

/// <summary>What a company has on its first day: settings, chart of accounts, tax codes, payment methods, terms and one item.</summary>
internal static class FreshCompany
{
    public static void Fill(Company company, string country, string currency, JsonObject ownersChoices)
    {
        var draft = new Draft(company);
        Put(draft, "CompanyInfo", "1", CompanySettings.Info(company.Realm, country));
        var preferences = CompanySettings.Preferences(currency, country);
        Controlling.CompanyChange.Merge(preferences, ownersChoices);
        Put(draft, "Preferences", "1", preferences);
        foreach (var (id, name, classification, type, subType) in Accounts.For(country)) Put(draft, "Account", id, Account(name, classification, type, subType, currency));
        TaxTables.Fill(draft, country, Put);
        foreach (var (id, name, type) in PaymentMethods) Put(draft, "PaymentMethod", id, new JsonObject { ["Name"] = name, ["Active"] = true, ["Type"] = type });
        foreach (var (id, name, days) in Terms)
            Put(draft, "Term", id, new JsonObject { ["Name"] = name, ["Active"] = true, ["Type"] = "STANDARD", ["DueDays"] = days, ["DiscountDays"] = 0, ["DiscountPercent"] = 0 });
        Put(draft, "Item", "1", new JsonObject
        {
            ["Name"] = "Services", ["FullyQualifiedName"] = "Services", ["Active"] = true, ["Taxable"] = true, ["UnitPrice"] = 0, ["Type"] = "Service",
            ["IncomeAccountRef"] = Json.Ref("1", "Services Income"), ["PurchaseCost"] = 0, ["TrackQtyOnHand"] = false,
        });
        foreach (var (sequence, last) in Sequences) draft.PutRow("sequences", sequence, new JsonObject { ["last"] = last });
        draft.Commit();
    }

    private static readonly (string, string, string)[] PaymentMethods =
    [
        ("1", "Cash", "NON_CREDIT_CARD"), ("2", "Check", "NON_CREDIT_CARD"), ("3", "Visa", "CREDIT_CARD"), ("4", "MasterCard", "CREDIT_CARD"),
        ("5", "Discover", "CREDIT_CARD"), ("6", "American Express", "CREDIT_CARD"), ("7", "Diners Club", "CREDIT_CARD"),
    ];

    private static readonly (string, string, int)[] Terms = [("1", "Due on receipt", 0), ("2", "Net 15", 15), ("3", "Net 30", 30), ("4", "Net 60", 60)];

    // The first document number is 1001, as in a new company.
    private static readonly (string, long)[] Sequences =
        [("Account", 99), ("PaymentMethod", 7), ("Term", 4), ("Item", 1), ("DocNumber", 1000), ("TaxCode", 9), ("TaxRate", 39), ("TaxAgency", 1)];

    private static JsonObject Account(string name, string classification, string type, string subType, string currency) => new()
    {
        ["Name"] = name, ["SubAccount"] = false, ["FullyQualifiedName"] = name, ["Active"] = true, ["Classification"] = classification, ["AccountType"] = type,
        ["AccountSubType"] = subType, ["CurrentBalance"] = 0, ["CurrentBalanceWithSubAccounts"] = 0, ["CurrencyRef"] = Json.Ref(currency, Currencies.NameOf(currency)),
    };

    private static void Put(Draft draft, string kind, string id, JsonObject own)
    {
        var document = new JsonObject
        {
            ["domain"] = "QBO", ["sparse"] = false, ["Id"] = id, ["SyncToken"] = "0",
            ["MetaData"] = new JsonObject { ["CreateTime"] = draft.Company.Clock.Stamp, ["LastUpdatedTime"] = draft.Company.Clock.Stamp },
        };
        foreach (var (name, value) in own) document[name] = value?.DeepClone();
        draft.Put(kind, id, document);
    }
}
