namespace Benchmarks.Filling;

/// <summary>How big a shop is.</summary>
/// <param name="Orders">Orders, a third of them by guests.</param>
/// <param name="Products">Products in the shop's list; every tenth has two variations, which are records of their own.</param>
/// <param name="Customers">Registered customers.</param>
internal sealed record ShopSize(int Orders, int Products, int Customers)
{
    /// <summary>Every tenth product is a variable one.</summary>
    public static bool IsVariable(int product) => product % 10 == 9;

    /// <summary>How many products have variations.</summary>
    public int Variable => Enumerable.Range(0, Products).Count(IsVariable);

    /// <summary>How many variations there are.</summary>
    public int Variations => Variable * VariationsEach;

    /// <summary>How many variations a variable product has.</summary>
    public const int VariationsEach = 2;
}
