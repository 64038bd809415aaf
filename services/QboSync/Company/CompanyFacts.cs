using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Company;

/// <summary>What booking must know of a company: its country, how it taxes, its currency, its accounts.</summary>
public sealed record CompanyFacts
{
    /// <summary>In the United States, where a line's tax code is only TAX or NON.</summary>
    public required bool IsUs { get; init; }

    /// <summary>The company keeps sales tax; where not, QuickBooks ignores the tax of a document.</summary>
    public required bool UsingSalesTax { get; init; }

    /// <summary>QuickBooks computes United States sales tax by itself (<c>PartnerTaxEnabled</c>).</summary>
    public bool AutomatedTax { get; init; }

    /// <summary>Documents may be in other currencies.</summary>
    public required bool MultiCurrency { get; init; }

    /// <summary>ISO 4217; null where QuickBooks does not say.</summary>
    public required string? HomeCurrency { get; init; }

    /// <summary>Classes are kept per transaction and not per line.</summary>
    public bool ClassPerDocument { get; init; }

    /// <summary>The active accounts.</summary>
    public required IReadOnlyList<CompanyAccount> Accounts { get; init; }

    /// <summary>The code that the company itself taxes by where none is named; only United States companies that tax by hand have one.</summary>
    public string? DefaultTaxCode { get; init; }

    /// <summary>Active tax codes; null where they were not read, as an automated or untaxed company has no use for them.</summary>
    public IReadOnlyList<TaxCode>? TaxCodes { get; init; }

    /// <summary>Active classes; null where no mapping names one.</summary>
    public IReadOnlyList<CompanyEntry>? Classes { get; init; }

    /// <summary>Active locations (Departments); null where no mapping names one.</summary>
    public IReadOnlyList<CompanyEntry>? Locations { get; init; }

    /// <summary>How it keeps sales tax.</summary>
    public TaxKeeping Taxes =>
        !UsingSalesTax ? TaxKeeping.None : !IsUs ? TaxKeeping.ByLine : AutomatedTax ? TaxKeeping.Automated : TaxKeeping.ByCode;

    /// <summary>Last day of the closed books, <c>yyyy-MM-dd</c>; null where they are open.</summary>
    public string? BookCloseDate { get; init; }

    /// <summary>QuickBooks applies a customer's credits to open invoices by itself.</summary>
    public bool AutoApplyCredit { get; init; }

    /// <summary>Reads the answers of <c>preferences</c>, <c>companyinfo</c> and the query of accounts.</summary>
    public static CompanyFacts Read(JsonObject preferences, JsonObject companyInfo, IReadOnlyList<JsonObject> accounts)
    {
        var isUs = (companyInfo.Text("Country") ?? companyInfo.Text("CompanyAddr", "Country") ?? "US") is "US" or "USA" or "United States";
        return new CompanyFacts
        {
            IsUs = isUs,
            UsingSalesTax = preferences.Flag("TaxPrefs", "UsingSalesTax"),
            AutomatedTax = preferences.Flag("TaxPrefs", "PartnerTaxEnabled"),
            DefaultTaxCode = preferences.Text("TaxPrefs", "TaxGroupCodeRef", "value"),
            MultiCurrency = preferences.Flag("CurrencyPrefs", "MultiCurrencyEnabled"),
            HomeCurrency = preferences.Text("CurrencyPrefs", "HomeCurrency", "value") ?? (isUs ? "USD" : null),
            ClassPerDocument = preferences.Flag("AccountingInfoPrefs", "ClassTrackingPerTxn") && !preferences.Flag("AccountingInfoPrefs", "ClassTrackingPerTxnLine"),
            BookCloseDate = preferences.Text("AccountingInfoPrefs", "BookCloseDate") is { Length: >= 10 } closed ? closed[..10] : null,
            AutoApplyCredit = preferences.Flag("SalesFormsPrefs", "AutoApplyCredit"),
            Accounts = [.. accounts.Select(account => new CompanyAccount(account.Id(), account.Text("Name") ?? "",
                account.Text("FullyQualifiedName") ?? "", account.Text("AccountType") ?? "", account.Text("AccountSubType") ?? ""))],
        };
    }
}
