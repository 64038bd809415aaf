namespace QboSync.Metering;

/// <summary>A month's calls to one company.</summary>
/// <param name="RealmId">The company.</param>
/// <param name="Reads">Single reads.</param>
/// <param name="Queries">Statements, those in batches too.</param>
/// <param name="Changes">Change captures.</param>
/// <param name="Writes">Single writes.</param>
/// <param name="Batches">Batches.</param>
public sealed record CompanyUsage(string RealmId, long Reads, long Queries, long Changes, long Writes, long Batches)
{
    internal static CompanyUsage Of(IGrouping<string, CallCount> company)
    {
        long Sum(CallKind kind) => company.Where(count => count.Kind == kind).Sum(count => count.Count);
        return new CompanyUsage(company.Key, Sum(CallKind.Read), Sum(CallKind.Query), Sum(CallKind.Cdc), Sum(CallKind.Write), Sum(CallKind.Batch));
    }
}
