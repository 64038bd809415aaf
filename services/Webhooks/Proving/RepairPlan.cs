using System.Globalization;
using System.Text.Json;
using Contracts.Proving;

namespace Webhooks.Proving;

/// <summary>What <c>POST /api/completeness/{id}/repair</c> takes.</summary>
/// <param name="Records">Such as <c>"orders/1042"</c>, <c>"quickbooks/orders/1042"</c>, or a WooCommerce id; null for all.</param>
/// <param name="Causes">Only these; null for all but <c>doubled_in_target</c>, which takes documents out of the books and must be named.</param>
public sealed record RepairRequest(IReadOnlyList<JsonElement>? Records, IReadOnlyList<string>? Causes);

/// <summary>What is to be done about the differences of a proof. Pure.</summary>
/// <param name="Runs">Records that are read from the shop and synced.</param>
/// <param name="Changed">Of each target what stands otherwise than written.</param>
/// <param name="Doubled">Of each target what is there once too often.</param>
/// <param name="Refused">What is not done, and why.</param>
public sealed record RepairPlan(
    IReadOnlyList<RepairRun> Runs, IReadOnlyDictionary<string, IReadOnlyList<Difference>> Changed, IReadOnlyDictionary<string, IReadOnlyList<Difference>> Doubled, IReadOnlyList<RefusedRepair> Refused)
{
    /// <summary>Makes the plan.</summary>
    public static RepairPlan Of(IEnumerable<Difference> differences, RepairRequest request)
    {
        var wanted = request.Records?.Select(record => record.ValueKind == JsonValueKind.String ? record.GetString()! : record.GetRawText()).ToHashSet();
        var forced = new List<Difference>();
        var plain = new List<Difference>();
        var (changed, doubled, refused) = (new List<Difference>(), new List<Difference>(), new List<RefusedRepair>());
        foreach (var one in differences.Where(one => IsWanted(one, wanted) && (request.Causes is null || request.Causes.Contains(one.Cause))))
        {
            switch (one.Cause)
            {
                case Causes.NotAnnounced or Causes.MissingInLedger or Causes.GoneInShop or Causes.Failed:
                    plain.Add(one);
                    break;
                case Causes.ChangedInTarget when one.Target == QuickBooks:
                    changed.Add(one);
                    break;
                case Causes.ChangedInTarget when one.Code == "newer_version":
                    refused.Add(RefusedRepair.Of(one, "The row carries a newer version than the shop, and the guard of the schema refuses to write over it. Delete the row in Supabase, then prove and repair again."));
                    break;
                case Causes.MissingInTarget or Causes.ChangedInTarget or Causes.StaleInTarget:
                    forced.Add(one);
                    break;
                case Causes.DoubledInTarget when request.Causes is null:
                    refused.Add(RefusedRepair.Of(one, "It would take a document out of the books: name doubled_in_target in causes to have it done."));
                    break;
                case Causes.DoubledInTarget when one.Code == "same_number":
                    refused.Add(RefusedRepair.Of(one, "The document does not carry our marker: a person made it, and only a person takes it out."));
                    break;
                case Causes.DoubledInTarget:
                    doubled.Add(one);
                    break;
                default:
                    refused.Add(RefusedRepair.Of(one, one.Repair));
                    break;
            }
        }
        return new RepairPlan([.. RunsOf(plain, force: false), .. RunsOf(forced, force: true)], ByTarget(changed), ByTarget(doubled), refused);
    }

    /// <summary>Runs over what is given, of at most <paramref name="most"/> records each; one of records that all targets lack is for all of them.</summary>
    public static IEnumerable<RepairRun> RunsOf(IEnumerable<Difference> differences, bool force, int most = 10_000)
    {
        var ids = differences.Where(one => IsId(one.WooId)).GroupBy(one => (one.Entity, Id: long.Parse(one.WooId, CultureInfo.InvariantCulture)))
            .Select(record => (record.Key.Entity, record.Key.Id,
                // Whoever never heard of a record hears of it by any run.
                Target: record.Any(one => one.Cause is Causes.NotAnnounced or Causes.GoneInShop) || record.Select(one => one.Target).Distinct().Count() > 1 ? null : record.First().Target));
        return ids.GroupBy(record => (record.Entity, record.Target))
            .SelectMany(group => group.Select(record => record.Id).Order().Chunk(most).Select(some => new RepairRun(group.Key.Entity, group.Key.Target, force, some)));
    }

    private const string QuickBooks = "quickbooks";

    private static bool IsWanted(Difference one, HashSet<string>? wanted) =>
        wanted is null || wanted.Contains(one.Record) || wanted.Contains(one.WooId) || wanted.Contains($"{one.Target}/{one.Record}");

    private static bool IsId(string key) => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0;

    private static Dictionary<string, IReadOnlyList<Difference>> ByTarget(IEnumerable<Difference> differences) =>
        differences.GroupBy(one => one.Target).ToDictionary(target => target.Key, target => (IReadOnlyList<Difference>)[.. target]);
}

/// <summary>One run of a repair.</summary>
public sealed record RepairRun(string Entity, string? Target, bool Force, IReadOnlyList<long> Ids);

/// <summary>One difference that is not repaired.</summary>
public sealed record RefusedRepair(string Record, string Target, string Cause, string Why)
{
    /// <summary>Of a difference.</summary>
    public static RefusedRepair Of(Difference one, string why) => new(one.Record, one.Target, one.Cause, why);
}
