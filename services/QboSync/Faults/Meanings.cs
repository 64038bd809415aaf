using QboSync.Talking;
using static Syncing.Working.FaultKind;

namespace QboSync.Faults;

/// <summary>
/// The codes of Intuit's error list and what they mean for a bookkeeper. Sources: Intuit's pages "Error codes" and "Fix common errors".
/// </summary>
internal static class Meanings
{
    private const string ByItself = "it then goes on by itself within some minutes, or push the record again";
    private const int LongestCode = 40;
    private const string Report = "If the cause is not in the record itself, report it with this message.";

    /// <summary>What the error means after this act.</summary>
    public static Meaning Of(QuickBooksError error, FaultAct act) => Access(error) ?? Company(error, act) ?? Standing(error, act) ?? SetUp(error, act) ?? Content(error, act);

    // The connection, and the pace.
    private static Meaning? Access(QuickBooksError error) => error.Code switch
    {
        "3200" or "3202" or "100" or "110" => new(Unauthorised, "token_refused", "QuickBooks does not accept the connection any more.",
            "Connect QuickBooks again; the records then go on by themselves."),
        "3100" or "120" or "-11014" => new(Unauthorised, "not_authorised",
            "QuickBooks refuses this company to the connection: it was disconnected, or the person who connected it is no longer an administrator.",
            "Connect QuickBooks again as an administrator; the records then go on by themselves."),
        "3001" => new(Throttled, "throttled", "QuickBooks asks for a pause because of too many calls.", "It goes on by itself; nothing to do."),
        _ => null,
    };

    // The company as a whole.
    private static Meaning? Company(QuickBooksError error, FaultAct act) => error.Code switch
    {
        "10000" or "150" or "" when act.IsWrite => new(UnknownOutcome, "no_answer",
            error.Code == "150" ? "QuickBooks keeps this company under maintenance." : "QuickBooks failed while it was writing.",
            "It is looked for before anything is sent again; nothing to do.") { Booked = $"It is not known {act.WhatIsNotKnown}." },
        "150" => new(Transient, "quickbooks_failing", "QuickBooks keeps this company under maintenance.", "It is tried again by itself; nothing to do."),
        "10000" or "" => new(Transient, "quickbooks_failing", "QuickBooks fails at the moment.", "It is tried again by itself; nothing to do."),
        "600" => new(UnknownOutcome, "request_repeated", "QuickBooks has seen this very request before.",
            $"The {act.Noun} is looked for before anything is sent again; nothing to do.") { Booked = $"It is not known {act.WhatIsNotKnown}." },
        "10200" => new(Transient, "company_busy", "The QuickBooks company was reset while this was sent, so the request was out of date.",
            "It is tried again by itself; if it goes on for days, look whether the company is the right one and still holds its accounts."),
        "130" => new(Transient, "company_busy", "Intuit is moving this QuickBooks company to another of its centres.",
            "It is tried again by itself; if it goes on for days, ask Intuit's support."),
        "140" => new(Transient, "company_busy", "The QuickBooks company is locked at the moment.",
            "It is tried again by itself; if it goes on for days, sign in to QuickBooks and look what it asks for."),
        "6190" => new(Misconfigured, "subscription_ended", "The QuickBooks subscription of this company ended or has a billing problem, so it takes no data.",
            "Renew it; the records then go on by themselves."),
        "5020" or "5030" => new(MappingMissing, "plan_lacks_feature",
            $"The QuickBooks plan of this company, or the person who connected it, does not have a feature that this {act.Noun} needs (such as stock, several currencies, or classes).",
            $"Change the plan, or the mapping so that the feature is not needed; {ByItself}.") { ShowsText = true },
        _ => null,
    };

    // What stands in QuickBooks already.
    private static Meaning? Standing(QuickBooksError error, FaultAct act) => error.Code switch
    {
        "5010" => new(Conflict, "changed_in_quickbooks", $"Somebody changed this {act.Noun} in QuickBooks at the same time.", "Look at it in QuickBooks, then push the record again."),
        "6240" => new(DuplicateName, "name_taken", act.Entity?.ToLowerInvariant() switch
            {
                "customer" => "Another customer, a vendor or an employee in QuickBooks, perhaps an inactive one, has this name.",
                "item" => "Another item or category in QuickBooks, perhaps an inactive one, has this name.",
                _ => "Another entry in QuickBooks, perhaps an inactive one, has this name.",
            }, $"Rename one of the two; {ByItself}."),
        "6140" => new(Conflict, "number_taken", $"Another document in QuickBooks has the number of this {act.Noun}.",
            "Renumber that document, or set another prefix of document numbers, then push the record again.") { ShowsText = true },
        "610" when error.IsGone => new(Conflict, "deleted_in_quickbooks", $"The {act.Noun} was deleted in QuickBooks.",
            "If it is to be booked again, push the record with force.") { Booked = "Nothing was booked anew." },
        "610" or "2500" => new(MappingMissing, "reference_inactive",
            $"A customer, item, account or tax code that this {act.Noun} needs was made inactive or removed in QuickBooks.",
            $"Make it active again, or map another; {ByItself}.") { ShowsText = true },
        "6250" => new(MappingMissing, "reference_inactive", "The customer was made inactive or removed in QuickBooks.",
            $"Make the customer active again; {ByItself}.") { ShowsText = true },
        "6200" or "6210" => new(ClosedPeriod, "closed_period", $"The books of the day of this {act.Noun} are closed in QuickBooks.",
            $"Open the period (Account and settings, Advanced, Accounting); {ByItself}."),
        "6540" => new(Conflict, "deposited", $"The {act.Noun} is part of a bank deposit and cannot be changed.",
            "Take it off the deposit (open the deposit that it appears on) and push the record again, or correct it by hand with a credit memo or refund receipt."),
        "6450" => new(Conflict, "reconciled", $"The {act.Noun} was settled and cannot be voided.", "Correct it by hand with a credit memo or refund receipt."),
        "6480" => new(Conflict, "reconciled", $"The {act.Noun} was matched with a bank transaction and cannot be changed.",
            "Undo the match in QuickBooks and push the record again, or correct it by hand."),
        "800" => new(Conflict, "linked", $"Other transactions depend on the {act.Noun}, so it cannot be taken away.", "Unlink or remove those in QuickBooks, then push the record again.") { ShowsText = true },
        "6220" => new(Conflict, "linked", $"The {act.Noun} has an open balance, so it cannot be taken away.", "Settle or unlink it in QuickBooks, then push the record again.") { ShowsText = true },
        "620" => new(Conflict, "cannot_be_linked", $"The {act.Noun} cannot be linked with the document that it belongs to.",
            "Look in QuickBooks whether that document is already paid or closed, then push the record again.") { ShowsText = true },
        "6270" => new(MappingMissing, "before_inventory_start", $"The {act.Noun} is dated before the stock of one of its items starts.",
            $"Set the item's start date (\"as of\") earlier, or make it a non-inventory item; {ByItself}.") { ShowsText = true },
        _ => null,
    };

    // Accounts, taxes and currencies, which a person sets up.
    private static Meaning? SetUp(QuickBooksError error, FaultAct act) => error.Code switch
    {
        "6100" => TaxCode($"A tax code on this {act.Noun} is not one that QuickBooks takes there (a United States company takes TAX or NON on a line)."),
        "6160" or "6230" => TaxCode($"The tax code of this {act.Noun} is QuickBooks' custom sales tax, which only QuickBooks itself may use."),
        "6170" => TaxCode($"This {act.Noun} says that no tax applies and carries tax all the same."),
        "6470" => TaxCode($"The tax of this {act.Noun} has no rate or no liability account in QuickBooks, or is not allowed there."),
        "6000" when Mentions(error, "GST/VAT", "VAT rate", "tax rate") => TaxCode($"A line of this {act.Noun} is without a tax rate, which QuickBooks asks for in this country."),
        "6430" => Account($"An account of this {act.Noun} has a type that QuickBooks does not take there."),
        "2020" when Mentions(error, "account") => Account($"QuickBooks needs an account for this {act.Noun} that was not given."),
        "2220" => new(MappingMissing, "currency_not_enabled", "QuickBooks does not know the currency, or does not allow it here.",
            $"Add the currency in QuickBooks (Account and settings, Advanced, Currency); {ByItself}.") { ShowsText = true },
        "6000" => new(Invalid, "business_rule", $"QuickBooks refused the {act.Noun} by a rule of its own.", "Mend the cause, then push the record again.") { ShowsText = true },
        _ => null,
    };

    // What was sent. A text or address can be corrected in the shop; the rest should not happen.
    private static Meaning Content(QuickBooksError error, FaultAct act) => error.Code switch
    {
        "2040" => Text(error, $"A text on the {act.Noun} holds a character that QuickBooks does not take.", "Take the character out in WooCommerce"),
        "2050" => Text(error, $"A text on the {act.Noun} is longer or shorter than QuickBooks allows.", "Correct it in WooCommerce"),
        "2180" => Text(error, $"A text on the {act.Noun} is none of those that QuickBooks knows.", "Correct it in WooCommerce"),
        "2200" => Text(error, $"A web address on the {act.Noun} is not one that QuickBooks takes.", "Correct it in WooCommerce"),
        "2210" => Text(error, $"An e-mail address on the {act.Noun} is not one that QuickBooks takes.", "Correct it in WooCommerce"),
        "6080" => Text(error, "The customer has no name.", "Give the customer a name in WooCommerce"),
        "6420" => Text(error, "The customer has no e-mail address, and QuickBooks is to send the document by e-mail.", "Enter the address in WooCommerce"),
        "2290" => Wrong(error, $"A line of the {act.Noun} is negative, which QuickBooks does not take there."),
        "6070" => Wrong(error, $"The amount of a line of the {act.Noun} is not its quantity times its price."),
        "6090" => Wrong(error, $"The discount of the {act.Noun} has neither an amount nor a percentage."),
        "2250" => Wrong(error, $"The {act.Noun} has no lines."),
        "2280" => Wrong(error, $"The {act.Noun} has a tax code and no tax amount."),
        "2140" or "2090" or "2100" or "2110" or "2080" or "2240" => Wrong(error, $"An amount or number on the {act.Noun} is not one that QuickBooks takes."),
        "2150" => Wrong(error, $"A percentage on the {act.Noun} is not one that QuickBooks takes."),
        "2160" or "6520" => Wrong(error, $"A quantity on the {act.Noun} is missing or is not one that QuickBooks takes."),
        "2060" or "2070" or "2190" => Wrong(error, $"A date on the {act.Noun} is not one that QuickBooks takes."),
        "2010" or "2000" or "3000" or "5000" => Wrong(error, $"QuickBooks does not know a field that was sent with the {act.Noun}."),
        "2020" => Wrong(error, $"A field that QuickBooks needs was not sent with the {act.Noun}."),
        "2030" => Wrong(error, $"An id that was sent with the {act.Noun} is not one of QuickBooks'."),
        "2120" or "2170" or "2230" => Wrong(error, $"A field of the {act.Noun} holds a value that QuickBooks does not know."),
        "2130" => Wrong(error, "QuickBooks does not take the form of the request id."),
        "2600" => Wrong(error, $"Two fields of the {act.Noun} contradict each other."),
        "6440" => Wrong(error, $"A line of the {act.Noun} has an amount and neither an item nor an account."),
        "500" => Wrong(error, $"QuickBooks could not read the {act.Noun} as it was sent, or does not offer what was asked."),
        "4000" or "4001" or "4002" or "10100" => Wrong(error, "QuickBooks does not take a question that it was asked."),
        "1040" => Wrong(error, "More was sent at once than QuickBooks takes."),
        _ => Unknown(error),
    };

    /// <summary>A code that is not on Intuit's list, or means nothing to a bookkeeper: QuickBooks' own text has to say it.</summary>
    public static Meaning Unknown(QuickBooksError error) => Wrong(error, $"QuickBooks refused what was sent (code {error.Code}).");

    private static Meaning TaxCode(string cause) => new(MappingMissing, "tax_code", cause, $"Check the mapping of taxes and the company's sales tax set-up; {ByItself}.") { ShowsText = true };

    private static Meaning Account(string cause) => new(MappingMissing, "account_wrong", cause, $"Check the mapping of accounts; {ByItself}.") { ShowsText = true };

    private static Meaning Text(QuickBooksError error, string cause, string remedy) => new(Invalid, Name(error), cause, $"{remedy}; the change is then booked by itself.") { ShowsText = true };

    private static Meaning Wrong(QuickBooksError error, string cause) => new(Invalid, Name(error), cause, Report) { ShowsText = true };

    private static string Name(QuickBooksError error) => $"quickbooks_{(error.Code.Length <= LongestCode ? error.Code : error.Code[..LongestCode]).ToLowerInvariant()}";

    private static bool Mentions(QuickBooksError error, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (error.Detail.Contains(word, StringComparison.OrdinalIgnoreCase) || error.Message.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
