using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>What a void leaves: the document with zero amounts and "Voided" in its note.</summary>
internal static class Voiding
{
    private const string Note = "Voided";

    public static void Empty(JsonObject document)
    {
        foreach (var amount in (string[])["TotalAmt", "Balance", "HomeTotalAmt", "HomeBalance", "Deposit", "UnappliedAmt"])
            if (document[amount] is not null) document[amount] = 0;
        document["PrivateNote"] = document.Text("PrivateNote") is { Length: > 0 } note && note != Note ? $"{Note} - {note}" : Note;
        if (document["TxnTaxDetail"] is not null) document["TxnTaxDetail"] = new JsonObject { ["TotalTax"] = 0 };
        document["LinkedTxn"] = new JsonArray();
        if (document.Objects("Line").Any(line => line["DetailType"] is null)) document["Line"] = new JsonArray(); // a payment's lines are only links
        foreach (var line in document.Objects("Line").Concat(SalesLines.Leaves(document)))
        {
            line["Amount"] = 0;
            if (line.Object("SalesItemLineDetail") is not { } detail) continue;
            detail.Remove("UnitPrice");
            detail.Remove("TaxInclusiveAmt");
            detail["Qty"] = 0;
        }
    }
}
