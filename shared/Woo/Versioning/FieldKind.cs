namespace Woo.Versioning;

/// <summary>How a field's values are compared.</summary>
internal enum FieldKind
{
    /// <summary>As text: a postcode 00100 is not 100.</summary>
    Text,

    /// <summary>As a number, however written: "0.1", "0.10", 0.1.</summary>
    Number,

    /// <summary>As yes or no.</summary>
    Flag,

    /// <summary>An object with named fields of its own.</summary>
    Object,

    /// <summary>A list of objects with named fields; compared in the order of their ids, because WooCommerce changes it between reads.</summary>
    List,

    /// <summary>A list of texts or ids; the order counts.</summary>
    Values,

    /// <summary><c>meta_data</c>: keys and values, in the order of ids, without <see cref="MetaKeys"/> that say nothing.</summary>
    Meta,
}
