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

    /// <summary>Sales tax as a line: where the company keeps none, or where no line is left for it to stand on.</summary>
    Tax,

    /// <summary>A refund by amount alone, and what a refund's amount differs from its lines.</summary>
    Refund,

    /// <summary>The cents between WooCommerce's total and the sum of the lines.</summary>
    Rounding,
}
