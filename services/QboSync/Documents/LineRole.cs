namespace QboSync.Documents;

/// <summary>What a line of a document stands for; decides its item.</summary>
public enum LineRole
{
    /// <summary>A product of the order.</summary>
    Product,

    /// <summary>Shipping.</summary>
    Shipping,

    /// <summary>A fee or credit.</summary>
    Fee,

    /// <summary>A fee whose name says that it is a tip.</summary>
    Tip,

    /// <summary>Sales tax, where the company keeps none and the tax of a document would be ignored.</summary>
    Tax,

    /// <summary>A refund by amount alone.</summary>
    Refund,

    /// <summary>The cents between WooCommerce's total and the sum of the lines.</summary>
    Rounding,
}
