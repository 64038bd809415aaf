using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Asking;

/// <summary>Answers a statement out of a company's books.</summary>
internal static class Runner
{
    /// <summary>The QueryResponse: rows with startPosition and maxResults (the rows returned), a totalCount, or nothing at all where nothing matched.</summary>
    public static JsonObject Answer(Company company, Statement statement)
    {
        var matching = Matching(company, statement);
        if (statement.Counts) return new JsonObject { ["totalCount"] = matching.Count() };
        var rows = Ordered(statement, matching, company.Clock).Skip(statement.Start - 1).Take(statement.Most).Select(document => (JsonNode)document.DeepClone()).ToArray();
        return rows.Length == 0 ? [] : new JsonObject { [statement.Kind.Name] = new JsonArray(rows), ["startPosition"] = statement.Start, ["maxResults"] = rows.Length };
    }

    private static IEnumerable<JsonObject> Matching(Company company, Statement statement)
    {
        var tests = statement.Conditions.Select(condition => (condition.Path, Holds: Comparison.Test(condition, company.Clock))).ToList();
        var showsInactive = !statement.Kind.IsList || statement.Conditions.Any(condition => condition.Path.Property.Name == "Active");
        return Candidates(company, statement).Where(document =>
            (showsInactive || document.Flag("Active") != false) && tests.TrueForAll(test => test.Holds(test.Path.ValueIn(document))));
    }

    private static IEnumerable<JsonObject> Candidates(Company company, Statement statement)
    {
        var kind = statement.Kind.Name;
        foreach (var condition in statement.Conditions)
        {
            if (condition.Operator is not ("=" or "IN") || condition.Path.Parent is not null) continue;
            if (condition.Path.Property.Name == "Id") return condition.Values.Distinct().Select(id => company.Get(kind, id)).OfType<JsonObject>();
            if (company.Index(kind).Covers(condition.Path.Property.Name))
                return condition.Values.SelectMany(value => company.Index(kind).Find(condition.Path.Property.Name, value)).Distinct().Select(id => company.Get(kind, id)!);
        }
        return company.All(kind);
    }

    // Without ORDERBY: lists by name, transactions newest change first, as QuickBooks shows them. Nothing to page by.
    private static IEnumerable<JsonObject> Ordered(Statement statement, IEnumerable<JsonObject> documents, CompanyClock clock)
    {
        if (statement.Order.Count == 0)
            return statement.Kind.IsList
                ? documents.OrderBy(document => document.Text(statement.Kind.NameProperty), StringComparer.OrdinalIgnoreCase)
                : documents.OrderByDescending(document => clock.Read(document.Object("MetaData")?.Text("LastUpdatedTime") ?? "")).ThenByDescending(document => document.Text("Id")!, Ids.Order);
        IOrderedEnumerable<JsonObject>? ordered = null;
        foreach (var (path, descending) in statement.Order)
        {
            var keys = new Keys(path, clock);
            ordered = (ordered, descending) switch
            {
                (null, false) => documents.OrderBy(path.ValueIn, keys),
                (null, true) => documents.OrderByDescending(path.ValueIn, keys),
                (_, false) => ordered.ThenBy(path.ValueIn, keys),
                _ => ordered.ThenByDescending(path.ValueIn, keys),
            };
        }
        return ordered!.ThenBy(document => document.Text("Id")!, Ids.Order);
    }

    private sealed class Keys(PropertyPath path, CompanyClock clock) : IComparer<string?>
    {
        public int Compare(string? left, string? right) => (left, right) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            _ when path.Property.Name == "Id" => Ids.Order.Compare(left, right),
            _ => path.Property.Kind switch
            {
                PropertyKind.Amount => decimal.Parse(left, NumberStyles.Float, CultureInfo.InvariantCulture).CompareTo(decimal.Parse(right, NumberStyles.Float, CultureInfo.InvariantCulture)),
                PropertyKind.Instant => Nullable.Compare(clock.Read(left), clock.Read(right)),
                _ => string.Compare(left, right, StringComparison.OrdinalIgnoreCase),
            },
        };
    }
}
