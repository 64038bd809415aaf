using System.Text.Json.Nodes;
using QboSync.Talking;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Adopting;

/// <summary>What somebody else entered.</summary>
internal static class ForeignSales
{
    public static async Task<JsonObject> EnterAsync(Books books, string entity, string number, decimal total, string customer = "Jane Doe", string email = "jane@example.test")
    {
        var person = (await books.AllAsync("Customer")).FirstOrDefault(known => known.Text("DisplayName") == customer)
            ?? await books.EnterAsync("customer", new() { ["DisplayName"] = customer, ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = email } });
        return await books.EnterAsync(entity, new()
        {
            ["DocNumber"] = number,
            ["TxnDate"] = "2026-11-22",
            ["PrivateNote"] = "typed in by Ann",
            ["CustomerRef"] = Fields.RefTo(person.Id()),
            ["Line"] = new JsonArray(new JsonObject
            {
                ["Amount"] = total, ["DetailType"] = "SalesItemLineDetail",
                ["SalesItemLineDetail"] = new JsonObject { ["ItemRef"] = Fields.RefTo("1"), ["TaxCodeRef"] = Fields.RefTo("NON") },
            }),
        });
    }
}
