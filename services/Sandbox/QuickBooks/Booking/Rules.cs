using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Which rules belong to which kind of entity.</summary>
internal static class Rules
{
    /// <summary>Checks what was sent and completes the document with everything QuickBooks computes.</summary>
    public static void Complete(Write write)
    {
        switch (write.Kind.Name)
        {
            case "Customer" or "Vendor" or "Employee": PersonRules.Complete(write); break;
            case "Item": ItemRules.Complete(write); break;
            case "Account": AccountRules.Complete(write); break;
            case "PaymentMethod" or "Term" or "Class" or "Department" or "TaxAgency": SimpleListRules.Complete(write); break;
            case "CompanyCurrency" or "ExchangeRate": CurrencyRules.Complete(write); break;
            case "Purchase" or "Bill": ExpenseRules.Complete(write); break;
            case "JournalEntry": JournalRules.Complete(write); break;
            case "Attachable": AttachableRules.Complete(write); break;
            case "Invoice" or "SalesReceipt" or "CreditMemo" or "RefundReceipt" or "Estimate": SalesFormRules.Complete(write); break;
            case "Payment": PaymentRules.Complete(write); break;
            case "Deposit": DepositRules.Complete(write); break;
            case "InventoryAdjustment": AdjustmentRules.Complete(write); break;
            case "Preferences": PreferenceRules.Complete(write); break;
        }
    }

    /// <summary>What may not be changed at all: closed books and deposited transactions.</summary>
    public static void Guard(Draft draft, EntityKind kind, JsonObject document)
    {
        if (kind.Sequence != "Transaction") return;
        if (draft.Company.Preference("AccountingInfoPrefs").Text("BookCloseDate") is { Length: > 0 } closed &&
            string.CompareOrdinal(document.Text("TxnDate"), closed) <= 0)
            throw draft.Company.Switches.ClosedBooksFault == "6200" ? Refuse.BooksClosedWarning() : Refuse.BooksClosed();
        if (document.Text("Id") is { } id && draft.Company.Row("matched", $"{kind.Name}:{id}") is not null) throw Refuse.Reconciled();
        if (kind.Name != "Deposit" && document.Objects("LinkedTxn").Any(link => link.Text("TxnType") == "Deposit")) throw Refuse.Deposited();
    }

    /// <summary>Carries the difference between before and after to other documents: balances, links, quantities.</summary>
    public static void Effects(Draft draft, EntityKind kind, JsonObject? before, JsonObject? after)
    {
        if (kind.Name is "Payment") Applying.Move(draft, before, after);
        if (kind.Name is "Invoice" or "CreditMemo") Applying.Cut(draft, kind.Name, before, after);
        if (kind.Name is "Deposit") Depositing.Move(draft, before, after);
        if (kind.Name is "Invoice" or "SalesReceipt" or "CreditMemo" or "RefundReceipt" or "InventoryAdjustment") Stock.Move(draft, kind.Name, before, after);
        if (kind.Name is "Invoice" or "CreditMemo" or "Payment") CustomerBalance.Move(draft, kind.Name, before, after);
    }
}
