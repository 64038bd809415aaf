using System.Globalization;

namespace Sandbox.QuickBooks.Faults;

/// <summary>The faults by code, worded as captured from QuickBooks or as its reference words them.</summary>
internal static class Refuse
{
    private const string Inactive = "Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.";

    public static QuickBooksFault Unsupported(string operation) => new("500", "Unsupported Operation", $"Operation {operation} is not supported.");

    public static QuickBooksFault NotUtf8() => Unsupported("com.sun.org.apache.xerces.internal.impl.io.MalformedByteSequenceException: Invalid byte 1 of 1-byte UTF-8 sequence");

    public static QuickBooksFault DuplicateRequestId(string id) => new("600", "Duplicate Request ID", $"Duplicate Request ID : The request ID {id} has been used already.");

    public static QuickBooksFault NotFound() => new("610", "Object Not Found", $"Object Not Found : {Inactive}");

    public static QuickBooksFault Deleted() => new("610", "Object Not Found", "Object Not Found : Another user has deleted this transaction.");

    public static QuickBooksFault BatchTooBig(int limit) => new("1040", "Batch size exceeds allowed limit", $"Batch size exceeds allowed limit : Maximum number of items is {limit}.");

    public static QuickBooksFault UnknownEntity(string name) => new("2000", "Invalid or unsupported object name", $"Invalid or unsupported object name. Object Name: {name}");

    public static QuickBooksFault UnknownProperty(string path) => new("2010", "Request has invalid or unsupported property",
        $"Property Name:failed to parse json object; a property specified is unsupported or invalid : {path}", path);

    public static QuickBooksFault Missing(string name) => new("2020", "Required param missing, need to supply the required value for the API", $"Required parameter {name} is missing in the request", name);

    public static QuickBooksFault MissingAssetAccount() => new("2020", "Required Param Missing",
        "Required parameter is missing in the request. An inventory assetaccount is required if you are tracking inventory quantities for this product.");

    public static QuickBooksFault InvalidId(string value) => new("2030", "Invalid ID", $"Id should be a valid number. Supplied value:{value}", "Id");

    public static QuickBooksFault InvalidCharacters(string element, string value) => new("2040", "Invalid String. The element contains invalid characters", $"Element contains invalid characters:{value}", element);

    public static QuickBooksFault Length(string element, int max, int supplied) => new("2050", "Invalid String. The string is either too short or too long",
        string.Create(CultureInfo.InvariantCulture, $"String length specified does not match the supported length. Min:0 Max:{max} supplied:{supplied}"), element);

    public static QuickBooksFault DateFormat(string element, string value) => new("2060", "Invalid Date Format", $"The date format isn't valid. Supplied value:{value}", element);

    public static QuickBooksFault NumberFormat(string element, string value) => new("2080", "Invalid Number Format", $"The number format supplied isn't valid. Supplied value:{value}", element);

    public static QuickBooksFault InvalidType(string element, string value) => new("2120", "Invalid Type", $"The specified type isn't compatible or supported by the API. Supplied value:{value}", element);

    public static QuickBooksFault RequestIdFormat(string value, int max) => new("2130", "Invalid Request Id Format",
        string.Create(CultureInfo.InvariantCulture, $"The format of the request ID is invalid: at most {max} characters. Supplied value:{value}"));

    public static QuickBooksFault InvalidAmount(string element, decimal value) => new("2140", "Invalid Amount", $"The amount value isn't supported by the API. Supplied value:{Money(value)}", element);

    public static QuickBooksFault Enumeration(string element, string value) => new("2170", "Invalid Enumeration", $"Invalid Enumeration : {value}", element);

    public static QuickBooksFault EmailFormat(string element, string value) => new("2210", "Invalid Email Address format", $"Email Address does not conform to the RFC 822 syntax rules. Supplied value:{value}", element);

    public static QuickBooksFault Currency(string value) => new("2220", "Invalid Currency Type", $"The specified currency type isn't valid. Supplied value:{value}", "CurrencyRef");

    public static QuickBooksFault Boolean(string element, string value) => new("2230", "Invalid Boolean", $"The specified boolean value isn't valid. Supplied value:{value}", element);

    public static QuickBooksFault NegativeAmount() => new("2290", "NegativeAmount", "Negative amounts aren't supported on transaction lines.", "Line");

    public static QuickBooksFault Reference(string plural, string id, string element) => new("2500", "Invalid Reference Id", $"Invalid Reference Id : {plural} element id {id} not found", element);

    public static QuickBooksFault InactiveReference(string element) => new("2500", "Invalid Reference Id", $"Invalid Reference Id : {Inactive}", element);

    public static QuickBooksFault QuerySyntax(string detail) => new("4000", "Error parsing query", $"QueryParserError: {detail}");

    public static QuickBooksFault Query(string detail) => new("4001", "Invalid query", $"QueryValidationError: {detail}");

    public static QuickBooksFault Stale() => new("5010", "Stale Object Error",
        "Stale Object Error : You and root were working on this at the same time. root finished before you did, so your work was not saved.");

    public static QuickBooksFault NotInPlan(string feature) => new("5020", "Permission Denied Error", $"Permission Denied Error : You don't have permissions to access this feature: {feature}.");

    public static QuickBooksFault Business(string reason) => new("6000", "A business validation error has occurred while processing your request", $"Business Validation Error: {reason}");

    public static QuickBooksFault AmountMismatch(decimal supplied) => new("6070", "Amount calculation incorrect in the request", $"Amount is not equal to UnitPrice * Qty. Supplied value:{Money(supplied)}");

    public static QuickBooksFault NoName() => new("6080", "No Name Provided", "At least one of Title, GivenName, MiddleName, FamilyName, DisplayName or Suffix must be specified.");

    public static QuickBooksFault DiscountIncomplete() => new("6090", "Discount Line missing required info", "A discount amount or percent is required.");

    public static QuickBooksFault LineTaxCode(string supplied) => new("6100", "Invalid Line TaxCode in the request", $"Valid line TaxCodes for US should be TAX or NON. Supplied value: {supplied}");

    public static QuickBooksFault DuplicateNumber(string number, string kind, string id, string language) => new("6140", Localized.DuplicateNumberTitle(language), Localized.DuplicateNumber(language, number, kind, id));

    public static QuickBooksFault TaxDetailNotAllowed() => new("6170", "Invalid TxnTaxDetail Error", "The TxnTaxDetail attribute isn't allowed when GlobalTaxCalculation is set to NotApplicable.", "TxnTaxDetail");

    public static QuickBooksFault SubscriptionEnded() => new("6190", "Invalid Company Status",
        "Subscription period has ended or canceled or there was a billing problem : You can't add data to QuickBooks Online Plus because your trial or subscription period ended.");

    public static QuickBooksFault AccountType(string element, string? name, string? type) =>
        new("6430", "Invalid account type", $"Invalid account type used : {element} points to \"{name}\", which is of type {type}.", element);

    public static QuickBooksFault CustomTax(string code, string element) =>
        new(code, "Invalid Tax Code", "CustomSalesTax can't be set through the API: use a tax code of the company.", element);

    public static QuickBooksFault BooksClosedWarning() => new("6200", "Account Period Closed Warning",
        "Account Period Closed Warning : The account period has closed; the password of the closed books is needed. Please use the QBO website to make these changes.");

    public static QuickBooksFault BooksClosed() => new("6210", "Account Period Closed, Cannot Update Through Services API",
        "The account period has closed and the account books cannot be updated through through the QBO Services API. Please use the QBO website to make these changes.");

    public static QuickBooksFault DuplicateName(string whose) => new("6240", "Duplicate Name Exists Error",
        $"The name supplied already exists. : Another {whose} is already using this name. Please use a different name.");

    public static QuickBooksFault Reconciled() => new("6480", "Cannot change a matched transaction",
        "This transaction has been matched to a downloaded bank transaction or reconciled. Undo that in QuickBooks before you change or delete it.");

    public static QuickBooksFault CannotLink(string kind, string id) => new("620", "Txn ID Cannot Be Linked", $"The Txn ID {id} of type {kind} you're trying to use can't be linked.", "LinkedTxn");

    public static QuickBooksFault BeforeInventoryStart() => new("6270", "Inventory transaction dated before the item's start date",
        "Transactions with inventory items that have a quantity on hand can't be dated earlier than the specified InventoryStartDate.");

    public static QuickBooksFault Deposited() => new("6540", "Deposited Transaction cannot be changed",
        "This transaction has been deposited. If you want to change or delete it, you must edit the deposit it appears on and remove it first.");

    /// <summary>A fault that control asked for; without a code the one that leaves the outcome open.</summary>
    public static QuickBooksFault Injected(string? code) => code is null or "10000"
        ? new("10000", "An application error has occurred while processing your request", "System Failure Error: an application error has occurred", status: 500, type: "SystemFault")
        : new(code, "The stand-in was told to refuse this", $"Injected fault {code}");

    public static QuickBooksFault NoSuchResource(string path) => new("10000", "An application error has occurred while processing your request",
        $"System Failure Error: Could not find resource for relative : {path}", status: 500, type: "SystemFault");

    private static string Money(decimal value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
