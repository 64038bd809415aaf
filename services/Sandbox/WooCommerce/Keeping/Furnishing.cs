using System.Globalization;
using System.Text.Json.Nodes;

namespace Sandbox.WooCommerce.Keeping;

/// <summary>What a new shop has before anyone did anything: four tax rates and its administrator.</summary>
internal sealed class Furnishing(ShopData data, ShopClock clock)
{
    public void EnsureTaxes()
    {
        lock (data.Gate)
        {
            if (data.Rows(Kinds.Taxes).Count > 0) return;
            AddTax("NY", 4m, "NY State", 1, onShipping: true, "standard");
            AddTax("NY", 4.875m, "NYC Local", 2, onShipping: false, "standard");
            AddTax("CA", 7.25m, "CA Tax", 1, onShipping: true, "standard");
            AddTax("NY", 2m, "NY Reduced", 1, onShipping: true, "reduced-rate");
            if (data.Get(Kinds.Customers, 1) is null) AddAdministrator();
        }
    }

    private void AddTax(string state, decimal rate, string name, int priority, bool onShipping, string taxClass) => data.Put(Kinds.Taxes, new JsonObject
    {
        ["id"] = data.NextId(Sequences.Taxes),
        ["country"] = "US",
        ["state"] = state,
        ["postcode"] = "",
        ["city"] = "",
        ["rate"] = rate.ToString("0.0000", CultureInfo.InvariantCulture),
        ["name"] = name,
        ["priority"] = priority,
        ["compound"] = false,
        ["shipping"] = onShipping,
        ["order"] = 0,
        ["class"] = taxClass,
        ["postcodes"] = new JsonArray(),
        ["cities"] = new JsonArray(),
    });

    private void AddAdministrator()
    {
        var user = new JsonObject { ["id"] = data.NextId(Sequences.Users) };
        clock.Stamp(user, "date_created", clock.Now);
        clock.Stamp(user, "date_modified", null); // null for users who were never saved by WooCommerce
        user["email"] = "admin@example.test";
        user["first_name"] = "";
        user["last_name"] = "";
        user["role"] = "administrator";
        user["username"] = "admin";
        user["billing"] = Selling.Address.Billing(null, customer: true);
        user["shipping"] = Selling.Address.Shipping(null, customer: true);
        user["is_paying_customer"] = false;
        user["avatar_url"] = "";
        user["meta_data"] = new JsonArray();
        data.Put(Kinds.Customers, user);
    }
}
