using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Seeding;

/// <summary>CompanyInfo and Preferences of a fresh company.</summary>
internal static class CompanySettings
{
    public static JsonObject Info(string realm, string country)
    {
        var address = new JsonObject { ["Id"] = "1", ["Line1"] = "123 Sierra Way", ["City"] = "San Pablo", ["CountrySubDivisionCode"] = "CA", ["PostalCode"] = "87999", ["Country"] = country };
        return new JsonObject
        {
            ["CompanyName"] = $"Sandbox Company {country} {realm[^1]}", ["LegalName"] = $"Sandbox Company {country} {realm[^1]}", ["CompanyAddr"] = address,
            ["CustomerCommunicationAddr"] = address.DeepClone(), ["LegalAddr"] = address.DeepClone(), ["CompanyStartDate"] = "2015-06-05", ["FiscalYearStartMonth"] = "January",
            ["Country"] = country, ["Email"] = new JsonObject { ["Address"] = "owner@example.com" }, ["WebAddr"] = new JsonObject(), ["SupportedLanguages"] = "en",
            ["NameValue"] = new JsonArray(NameValue("NeoEnabled", "true"), NameValue("IndustryType", "Retail"), NameValue("SubscriptionStatus", "PAID"), NameValue("OfferingSku", "QuickBooks Online Plus")),
        };
    }

    public static JsonObject Preferences(string currency, string country)
    {
        var tax = new JsonObject { ["UsingSalesTax"] = true, ["PartnerTaxEnabled"] = false };
        if (country == "US") tax["TaxGroupCodeRef"] = Json.Ref("2");
        return new JsonObject
        {
            ["AccountingInfoPrefs"] = new JsonObject
            {
                ["FirstMonthOfFiscalYear"] = "January", ["UseAccountNumbers"] = false, ["TaxYearMonth"] = "January", ["ClassTrackingPerTxn"] = false, ["ClassTrackingPerTxnLine"] = false,
                ["TrackDepartments"] = false, ["DepartmentTerminology"] = "Location", ["CustomerTerminology"] = "Customers",
            },
            ["ProductAndServicesPrefs"] = new JsonObject { ["ForSales"] = true, ["ForPurchase"] = true, ["QuantityWithPriceAndRate"] = true, ["QuantityOnHand"] = true },
            ["SalesFormsPrefs"] = new JsonObject
            {
                ["CustomTxnNumbers"] = true, ["AllowDeposit"] = true, ["AllowDiscount"] = true, ["DefaultDiscountAccount"] = "86", ["AllowEstimates"] = true, ["AllowServiceDate"] = false,
                ["AllowShipping"] = false, ["AutoApplyCredit"] = false, ["AutoApplyPayments"] = false, ["DefaultTerms"] = Json.Ref("3"), ["ETransactionEnabledStatus"] = "NotApplicable",
                ["ETransactionAttachPDF"] = false, ["ETransactionPaymentEnabled"] = false, ["IPNSupportEnabled"] = false, ["UsingPriceLevels"] = false, ["UsingProgressInvoicing"] = false,
                ["EmailCopyToCompany"] = false, ["DefaultCustomerMessage"] = "Thank you for your business and have a great day!",
            },
            ["TaxPrefs"] = tax,
            ["CurrencyPrefs"] = new JsonObject { ["MultiCurrencyEnabled"] = false, ["HomeCurrency"] = Json.Ref(currency) },
            ["ReportPrefs"] = new JsonObject { ["ReportBasis"] = "Accrual", ["CalcAgingReportFromTxnDate"] = false },
            ["OtherPrefs"] = new JsonObject { ["NameValue"] = new JsonArray() },
        };
    }

    private static JsonObject NameValue(string name, string value) => new() { ["Name"] = name, ["Value"] = value };
}
