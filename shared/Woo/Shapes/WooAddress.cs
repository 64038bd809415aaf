namespace Woo.Shapes;

/// <summary>A billing or shipping address. Absent fields are "".</summary>
public sealed record WooAddress
{
    /// <summary>Nothing known.</summary>
    public static readonly WooAddress Empty = new();

    /// <summary><c>first_name</c></summary>
    public string FirstName { get; init; } = "";

    /// <summary><c>last_name</c></summary>
    public string LastName { get; init; } = "";

    /// <summary><c>company</c></summary>
    public string Company { get; init; } = "";

    /// <summary><c>address_1</c></summary>
    public string Address1 { get; init; } = "";

    /// <summary><c>address_2</c></summary>
    public string Address2 { get; init; } = "";

    /// <summary><c>city</c></summary>
    public string City { get; init; } = "";

    /// <summary><c>state</c>: a code where WooCommerce knows the country's states, else free text.</summary>
    public string State { get; init; } = "";

    /// <summary><c>postcode</c></summary>
    public string Postcode { get; init; } = "";

    /// <summary><c>country</c>, ISO 3166 alpha-2.</summary>
    public string Country { get; init; } = "";

    /// <summary><c>email</c>; billing addresses only.</summary>
    public string Email { get; init; } = "";

    /// <summary><c>phone</c></summary>
    public string Phone { get; init; } = "";

    internal static WooAddress Read(WooField address) => new()
    {
        FirstName = address["first_name"].Text(),
        LastName = address["last_name"].Text(),
        Company = address["company"].Text(),
        Address1 = address["address_1"].Text(),
        Address2 = address["address_2"].Text(),
        City = address["city"].Text(),
        State = address["state"].Text(),
        Postcode = address["postcode"].Text(),
        Country = address["country"].Text(),
        Email = address["email"].Text(),
        Phone = address["phone"].Text(),
    };
}
