using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>What a customer owes: open invoices, less open credits and unapplied payments. Shown without a new SyncToken.</summary>
internal static class CustomerBalance
{
    public static void Move(Draft draft, string kind, JsonObject? before, JsonObject? after)
    {
        Add(draft, before, -Share(kind, before));
        Add(draft, after, Share(kind, after));
    }

    private static decimal Share(string kind, JsonObject? document) => document is null ? 0m : kind switch
    {
        "Invoice" => document.AmountOrZero("Balance"),
        "CreditMemo" => -document.AmountOrZero("RemainingCredit"),
        _ => -document.AmountOrZero("UnappliedAmt"),
    };

    private static void Add(Draft draft, JsonObject? document, decimal share)
    {
        if (share == 0 || document?.RefId("CustomerRef") is not { } id || draft.Edit("Customer", id) is not { } customer) return;
        customer["Balance"] = Json.Number(customer.AmountOrZero("Balance") + share);
        customer["MetaData"]!["LastUpdatedTime"] = draft.Company.Clock.Stamp;
        for (var holder = customer; holder is not null; holder = holder.RefId("ParentRef") is { } parent ? draft.Edit("Customer", parent) : null)
            holder["BalanceWithJobs"] = Json.Number(holder.AmountOrZero("BalanceWithJobs") + share);
    }
}
