using System.Text.Json;

namespace Woo.Shapes;

/// <summary>A registered customer. Guests have none: what is known of them stands in their orders.</summary>
public sealed record WooCustomer
{
    /// <summary>The WordPress user's id.</summary>
    public required long Id { get; init; }

    /// <summary>Unique in the shop; the billing address may hold another.</summary>
    public string Email { get; init; } = "";

    /// <summary><c>first_name</c></summary>
    public string FirstName { get; init; } = "";

    /// <summary><c>last_name</c></summary>
    public string LastName { get; init; } = "";

    /// <summary><c>customer</c>, or what else the WordPress user is.</summary>
    public string Role { get; init; } = "";

    /// <summary><c>username</c></summary>
    public string Username { get; init; } = "";

    /// <summary>May be all "".</summary>
    public WooAddress Billing { get; init; } = WooAddress.Empty;

    /// <summary>May be all "".</summary>
    public WooAddress Shipping { get; init; } = WooAddress.Empty;

    /// <summary>Has completed an order.</summary>
    public bool IsPayingCustomer { get; init; }

    /// <summary>Registered, UTC.</summary>
    public DateTimeOffset? DateCreatedGmt { get; init; }

    /// <summary>Last changed, UTC; null where never.</summary>
    public DateTimeOffset? DateModifiedGmt { get; init; }

    /// <summary>What plugins add.</summary>
    public IReadOnlyList<WooMeta> MetaData { get; init; } = [];

    /// <summary>The whole body, unknown fields included.</summary>
    public JsonElement Raw { get; init; }

    internal static WooCustomer Read(WooField customer) => new()
    {
        Id = customer.RequireObject()["id"].Id(),
        Email = customer["email"].Text(),
        FirstName = customer["first_name"].Text(),
        LastName = customer["last_name"].Text(),
        Role = customer["role"].Text(),
        Username = customer["username"].Text(),
        Billing = WooAddress.Read(customer["billing"]),
        Shipping = WooAddress.Read(customer["shipping"]),
        IsPayingCustomer = customer["is_paying_customer"].Flag(),
        DateCreatedGmt = customer["date_created_gmt"].Utc(),
        DateModifiedGmt = customer["date_modified_gmt"].Utc(),
        MetaData = customer["meta_data"].Many(WooMeta.Read),
        Raw = customer.Element,
    };
}
