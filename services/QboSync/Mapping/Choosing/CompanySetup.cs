using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Mapping.Choosing;

/// <summary>What a company's own settings say, as far as they bear on booking.</summary>
public sealed record CompanySetup
{
    /// <summary>The company's name.</summary>
    public string? Name { get; init; }

    /// <summary>As QuickBooks writes it: two letters, three, or the whole name.</summary>
    public string? Country { get; init; }

    /// <summary>Such as <c>QuickBooks Online Plus</c>; null where QuickBooks does not say.</summary>
    public string? Plan { get; init; }

    /// <summary>Such as <c>PAID</c>, <c>TRIAL</c>, <c>EXPIRED</c>.</summary>
    public string? Subscription { get; init; }

    /// <summary>Whoever writes a document gives its number; else QuickBooks may replace it.</summary>
    public bool CustomNumbers { get; init; }

    /// <summary>Sales forms have a shipping line.</summary>
    public bool Shipping { get; init; }

    /// <summary>Credits are put against open invoices by QuickBooks itself.</summary>
    public bool AutoApplyCredit { get; init; }

    /// <summary>Items may have a quantity on hand.</summary>
    public bool Inventory { get; init; }

    /// <summary>Classes are tracked, by document or line.</summary>
    public bool Classes { get; init; }

    /// <summary>Locations are tracked.</summary>
    public bool Locations { get; init; }

    /// <summary>The day up to which the books are closed, <c>yyyy-MM-dd</c>; null where they are open.</summary>
    public string? ClosedUntil { get; init; }

    /// <summary>Reads the answers of <c>preferences</c> and <c>companyinfo</c>.</summary>
    public static CompanySetup Read(JsonObject preferences, JsonObject info) => new()
    {
        Name = info.Text("CompanyName"),
        Country = info.Text("Country") ?? info.Text("CompanyAddr", "Country"),
        Plan = Value(info, "OfferingSku"),
        Subscription = Value(info, "SubscriptionStatus"),
        CustomNumbers = preferences.Flag("SalesFormsPrefs", "CustomTxnNumbers"),
        Shipping = preferences.Flag("SalesFormsPrefs", "AllowShipping"),
        AutoApplyCredit = preferences.Flag("SalesFormsPrefs", "AutoApplyCredit"),
        Inventory = preferences.Flag("ProductAndServicesPrefs", "QuantityOnHand"),
        Classes = preferences.Flag("AccountingInfoPrefs", "ClassTrackingPerTxn") || preferences.Flag("AccountingInfoPrefs", "ClassTrackingPerTxnLine"),
        Locations = preferences.Flag("AccountingInfoPrefs", "TrackDepartments"),
        ClosedUntil = preferences.Text("AccountingInfoPrefs", "BookCloseDate") is { Length: >= 10 } day ? day[..10] : null,
    };

    private static string? Value(JsonObject info, string name) =>
        (info["NameValue"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(pair => pair.Text("Name") == name)?.Text("Value");
}
