namespace QboSync.Storage;

/// <summary>What a <see cref="Reservation"/>'s natural key is.</summary>
public enum ReservationKind
{
    /// <summary>A registered customer of a store, by WooCommerce id.</summary>
    CustomerLink,

    /// <summary>Whoever uses an e-mail address, trimmed and lower-case.</summary>
    CustomerEmail,

    /// <summary>A customer by name; for what has no e-mail address.</summary>
    CustomerName,

    /// <summary>A product or variation of a store, by WooCommerce id.</summary>
    ItemLink,

    /// <summary>An item by SKU.</summary>
    ItemSku,

    /// <summary>An item by name.</summary>
    ItemName,

    /// <summary>A PaymentMethod by name.</summary>
    PaymentMethod,

    /// <summary>A prefix of document numbers; what it stands for is the store that uses it.</summary>
    NumberPrefix,
}
