using System.Text.Json.Nodes;
using Woo.Shapes;

namespace QboSync.Documents;

/// <summary>WooCommerce's addresses as QuickBooks has them.</summary>
public static class Addresses
{
    /// <summary>The address, each field within its limit; null where nothing is known.</summary>
    public static JsonObject? Of(WooAddress address)
    {
        var fields = new JsonObject();
        Put(fields, "Line1", address.Address1, Limits.AddressLine);
        Put(fields, "Line2", address.Address2, Limits.AddressLine);
        Put(fields, "City", address.City, Limits.City);
        Put(fields, "CountrySubDivisionCode", address.State, Limits.City);
        Put(fields, "PostalCode", address.Postcode, Limits.Postcode);
        Put(fields, "Country", address.Country, Limits.City);
        return fields.Count > 0 ? fields : null;
    }

    /// <summary>An e-mail address that QuickBooks takes; null where it would be refused.</summary>
    public static string? Email(string text)
    {
        var email = text.Trim();
        var at = email.IndexOf('@');
        return at > 0 && email.Length <= Limits.Email && email.IndexOf('.', at) > at + 1 && !email.Any(char.IsWhiteSpace) ? email : null;
    }

    private static void Put(JsonObject fields, string name, string text, int limit)
    {
        if (PlainText.Cut(PlainText.Of(text), limit) is { Length: > 0 } plain) fields[name] = plain;
    }
}
