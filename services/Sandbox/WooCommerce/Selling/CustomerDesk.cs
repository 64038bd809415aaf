using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Selling;

/// <summary>What happens to customers. Guests are none: they only stand in their orders.</summary>
internal sealed class CustomerDesk(ShopData data, ShopClock clock)
{
    public JsonObject Create(JsonObject request, Change change)
    {
        var email = request.Text("email");
        if (email.Length == 0) throw WooRefusal.Parameter("email", "Missing parameter(s): email", "rest_missing_callback_param");
        RefuseTaken(email, 0);
        var customer = new JsonObject { ["id"] = data.NextId(Sequences.Users) };
        clock.Stamp(customer, "date_created", change.At);
        clock.Stamp(customer, "date_modified", change.At);
        customer["email"] = email;
        customer["first_name"] = request.Text("first_name");
        customer["last_name"] = request.Text("last_name");
        customer["role"] = request.TextOrNull("role") ?? "customer";
        customer["username"] = request.TextOrNull("username") ?? email.Split('@')[0];
        customer["billing"] = Address.Billing(request["billing"] as JsonObject, customer: true);
        customer["shipping"] = Address.Shipping(request["shipping"] as JsonObject, customer: true);
        customer["is_paying_customer"] = false;
        customer["avatar_url"] = $"https://secure.gravatar.com/avatar/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())))}?s=96&d=mm&r=g";
        customer["meta_data"] = new JsonArray();
        MetaData.Apply(data, customer, request);
        data.Put(Kinds.Customers, customer);
        change.Raise("customer.created", customer.Number("id"));
        change.Raise("customer.updated", customer.Number("id"));
        return customer;
    }

    public JsonObject Update(long id, JsonObject request, Change change)
    {
        var customer = data.Need(Kinds.Customers, id);
        if (request.TextOrNull("email") is { } email)
        {
            RefuseTaken(email, id);
            customer["email"] = email;
        }
        foreach (var name in (string[])["first_name", "last_name", "role"])
            if (request[name] is { } value) customer[name] = value.DeepClone();
        foreach (var name in (string[])["billing", "shipping"])
            customer[name] = Address.Over(customer[name]!.AsObject(), request[name] as JsonObject);
        MetaData.Apply(data, customer, request);
        return Save(customer, change);
    }

    /// <summary>The customer's orders go to nobody and get a new date, but no webhook tells of them.</summary>
    public JsonObject Delete(long id, Change change)
    {
        var customer = data.Need(Kinds.Customers, id);
        data.Remove(Kinds.Customers, id);
        foreach (var row in data.Rows(Kinds.Orders).Where(row => row.CustomerId == id))
        {
            var order = data.Need(Kinds.Orders, row.Id);
            order["customer_id"] = 0;
            clock.Touch(order, change.At);
            data.Put(Kinds.Orders, order);
        }
        if (customer.Text("role") == "customer") change.Raise("customer.deleted", id);
        return customer;
    }

    /// <summary>A completed order counts in its customer's figures, which saves the customer.</summary>
    public void Bought(long id, Change change)
    {
        if (data.Get(Kinds.Customers, id) is not { } customer) return;
        customer["is_paying_customer"] = true;
        Save(customer, change);
    }

    private JsonObject Save(JsonObject customer, Change change)
    {
        clock.Touch(customer, change.At);
        data.Put(Kinds.Customers, customer);
        change.Raise("customer.updated", customer.Number("id"));
        return customer;
    }

    private void RefuseTaken(string email, long except)
    {
        if (data.Rows(Kinds.Customers).Any(row => row.Id != except && string.Equals(row.Email, email, StringComparison.OrdinalIgnoreCase)))
            throw new WooRefusal(400, "registration-error-email-exists", $"An account is already registered with {email}. Please log in or use a different email address.");
    }
}
