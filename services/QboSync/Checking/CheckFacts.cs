using QboSync.Company;
using QboSync.Mapping;
using QboSync.Mapping.Choosing;
using QboSync.Mapping.Fields;

namespace QboSync.Checking;

/// <summary>All that the rules of a check look at.</summary>
public sealed record CheckFacts
{
    /// <summary>The company.</summary>
    public required CompanyLists Lists { get; init; }

    /// <summary>How it wants its books kept, with what the company itself would use.</summary>
    public required BookMapping Mapping { get; init; }

    /// <summary>Fields of the mapping that name something which is not there, or is of the wrong kind.</summary>
    public IReadOnlyList<FieldError> Broken { get; init; } = [];

    /// <summary>What the shops' orders are like.</summary>
    public SeenOrders Seen { get; init; } = new();

    /// <summary>Orders that the code that books could not write down.</summary>
    public IReadOnlyList<Undraftable> Undraftable { get; init; } = [];

    /// <summary>The company as the code that books knows it; its rules ask nobody.</summary>
    internal CompanyBooks Books => new(null!, Lists.Facts, Mapping);

    /// <summary>Ids of the tenant's stores.</summary>
    public IReadOnlyList<string> Stores { get; init; } = [];

    /// <summary>First day that is booked, <c>yyyy-MM-dd</c>; null for all.</summary>
    public string? StartDate { get; init; }

    /// <summary>Why nothing is booked in the company at the moment; null where it is.</summary>
    public string? Paused { get; init; }

    /// <summary>SKUs that several items of the company, or several products of the shop, share.</summary>
    public int DuplicateSkus { get; init; }
}
