using System.Text.Json.Nodes;
using QboSync.Talking;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Booking;

/// <summary>What a bookkeeper does at the end of the day.</summary>
internal static class AtTheBank
{
    /// <summary>Brings what was received to the bank: it can then not be changed.</summary>
    public static async Task DepositAsync(this Books books, string kind, JsonObject document)
    {
        var bank = (await books.AllAsync("Account")).First(account => account.Text("AccountType") == "Bank").Id();
        await books.EnterAsync("deposit", new()
        {
            ["DepositToAccountRef"] = Fields.RefTo(bank),
            ["Line"] = new JsonArray(new JsonObject
            {
                ["Amount"] = document.Amount("TotalAmt"),
                ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = document.Id(), ["TxnType"] = kind, ["TxnLineId"] = "0" }),
            }),
        });
    }
}
