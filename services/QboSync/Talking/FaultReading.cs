using Syncing.Working;
using static Syncing.Working.FaultKind;

namespace QboSync.Talking;

/// <summary>
/// What a Fault of QuickBooks means, said once: its kind, a stable short name, and in a bookkeeper's words the cause, whether something was
/// booked, and what to do. The codes are those of Intuit's error list.
/// </summary>
public static class FaultReading
{
    /// <summary>How long to keep away after a 429 that does not say so itself; Intuit's advice.</summary>
    public static readonly TimeSpan ThrottlePause = TimeSpan.FromSeconds(60);

    private const int LongestDetail = 300;

    /// <summary>Reads the first error; a write of which QuickBooks says only that it failed inside has an unknown outcome.</summary>
    public static Fault Read(IReadOnlyList<QuickBooksError> errors, bool write)
    {
        var error = errors.Count > 0 ? errors[0] : new QuickBooksError("", "", "");
        var (kind, code, message) = Meaning(error, write);
        return new Fault(kind, code, message, kind == Throttled ? ThrottlePause : null);
    }

    private static (FaultKind, string, string) Meaning(QuickBooksError error, bool write) => error.Code switch
    {
        "3200" => (Unauthorised, "token_refused", "QuickBooks does not accept the connection any more. Nothing was booked. Connect QuickBooks again; the records then go on by themselves."),
        "3100" or "120" or "-11014" => (Unauthorised, "not_authorised", "QuickBooks refuses this company to the connection: it was disconnected, or the person who connected it is no longer an administrator. Nothing was booked. Connect QuickBooks again as an administrator."),
        "3001" => (Throttled, "throttled", "QuickBooks asks for a pause because of too many calls. Nothing was booked; it goes on by itself."),
        "10000" or "150" or "" when write => (UnknownOutcome, "no_answer", "QuickBooks failed while it was writing, so it is not known whether the document was booked. It is looked for before anything is sent again; nothing to do."),
        "10000" or "150" or "" => (Transient, "quickbooks_failing", "QuickBooks fails at the moment. Nothing was booked; it is tried again by itself."),
        "600" => (UnknownOutcome, "request_repeated", "QuickBooks has seen this very request before. The document is looked for before anything is sent again; nothing to do."),
        "10200" or "130" or "140" => (Transient, "company_busy", "The QuickBooks company cannot be reached at the moment (moved, reset or locked). Nothing was booked; it is tried again by itself."),
        "5010" => (Conflict, "changed_in_quickbooks", "Somebody changed this in QuickBooks at the same time. The change was not booked. Look at it in QuickBooks, then push the record again."),
        "6240" => (DuplicateName, "name_taken", "Another customer, vendor, employee or item in QuickBooks has this name. Nothing was booked. Rename one of the two, then push the record again."),
        "6140" => (Conflict, "number_taken", "Another document in QuickBooks has this number. Nothing was booked. Renumber that document, or set another QuickBooks:DocNumberPrefix, then push the record again."),
        "610" when error.IsGone => (Conflict, "deleted_in_quickbooks", "The document or entry was deleted in QuickBooks. Nothing was booked anew. If it is to be booked again, push the record with force."),
        "610" or "2500" or "6250" => (MappingMissing, "reference_inactive", $"A customer, item or account that is needed was made inactive or removed in QuickBooks. Nothing was booked. Make it active again, then push the record again.{Says(error)}"),
        "6200" or "6210" => (ClosedPeriod, "closed_period", "The books of that date are closed in QuickBooks. Nothing was booked. Open the period (Account and settings, Advanced), then push the record again."),
        "6540" => (Conflict, "deposited", "The document is part of a bank deposit and cannot be changed. The document stands as it was. Take it off the deposit, or correct it by hand, then push the record again."),
        "6450" or "6480" => (Conflict, "reconciled", "The document was matched or reconciled and cannot be changed. The document stands as it was. Undo that in QuickBooks, or correct it by hand, then push the record again."),
        "6220" or "800" => (Conflict, "linked", "The document is linked to another transaction and cannot be changed. The document stands as it was. Unlink it in QuickBooks, then push the record again."),
        "6190" => (Misconfigured, "subscription_ended", "The QuickBooks subscription of this company ended, so it takes no data. Nothing was booked. Renew it; the records then go on by themselves."),
        "5020" or "5030" => (MappingMissing, "plan_lacks_feature", $"The QuickBooks plan of this company does not have a feature that is needed. Nothing was booked. Change the plan or the settings, then push the record again.{Says(error)}"),
        "6270" => (MappingMissing, "before_inventory_start", "The sale is dated before the stock of one of its items starts. Nothing was booked. Set the item's start date earlier, or make it a non-inventory item, then push the record again."),
        "6100" or "6160" or "6170" or "6230" or "6470" => (MappingMissing, "tax_code", $"QuickBooks does not accept the tax code. Nothing was booked. Check the company's sales tax set-up, then push the record again.{Says(error)}"),
        "6430" => (MappingMissing, "account_wrong", $"An account has the wrong type or is missing. Nothing was booked. Check the account settings, then push the record again.{Says(error)}"),
        "2020" when error.Detail.Contains("account", StringComparison.OrdinalIgnoreCase) =>
            (MappingMissing, "account_wrong", $"QuickBooks needs an account that was not given. Nothing was booked. Check the account settings, then push the record again.{Says(error)}"),
        "2220" => (MappingMissing, "currency_not_enabled", $"QuickBooks does not know the currency, or does not allow it here. Nothing was booked. Add the currency in QuickBooks, then push the record again.{Says(error)}"),
        "6000" => (Invalid, "business_rule", $"QuickBooks refused it by a rule of its own. Nothing was booked. Mend the cause, then push the record again.{Says(error)}"),
        var code => (Invalid, $"quickbooks_{code}", $"QuickBooks refused what was sent (code {code}). Nothing was booked. If the cause is not in the order, report it with this message.{Says(error)}"),
    };

    private static string Says(QuickBooksError error)
    {
        var text = error.Detail.Length > 0 ? error.Detail : error.Message;
        if (text.Length == 0) return "";
        return $" QuickBooks says: {(text.Length <= LongestDetail ? text : text[..LongestDetail] + "...")}";
    }
}
