using System.Globalization;
using System.Text.Json;
using Contracts;
using Contracts.Proving;
using Hosting;
using Microsoft.Extensions.Options;
using Woo.Reading;

namespace Webhooks.Proving;

/// <summary>
/// Compares what was read, record by record. What seems to differ is looked at once more, everywhere, before it is called a difference: while
/// a proof reads, shops sell and targets are written.
/// </summary>
public sealed class Judging(ProofBook book, ShopReading shops, TargetReading targets, JournalReading journal, IOptions<ProofOptions> options, TimeProvider clock)
{
    private const int KeysAtOnce = 500;
    private const int LookedAtOnce = ProofQuestion.MostKeys;

    /// <summary>The result.</summary>
    /// <param name="Totals">By target, entity, day and currency.</param>
    /// <param name="Differences">In the order of targets, entities and keys.</param>
    public sealed record Result(IReadOnlyDictionary<TotalsOf, Totals> Totals, IReadOnlyList<Difference> Differences);

    /// <summary>Compares.</summary>
    /// <param name="proof">Everything was read.</param>
    /// <param name="alive">Called now and then; false where the proof is another's by now.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Null where the proof is another's by now.</returns>
    /// <exception cref="NotNowException">What seems to differ cannot be looked at now.</exception>
    public async Task<Result?> CompareAsync(Proof proof, Func<Task<bool>> alive, CancellationToken cancel)
    {
        var totals = new Dictionary<TotalsOf, Totals>();
        var differences = new List<Difference>();
        var shop = await shops.OpenAsync(proof.StoreId, cancel);
        foreach (var entity in proof.EntityList)
        {
            var doubtful = proof.TargetList.ToDictionary(target => target, _ => new List<(string Key, ProofCase Case)>());
            for (var after = ""; await book.NextAsync(proof.ProofId, entity, after, KeysAtOnce, cancel) is { Count: > 0 } page; after = page[^1].Key)
            {
                foreach (var record in page.GroupBy(line => line.Key))
                    foreach (var target in proof.TargetList) Sort(proof, entity, target, record, totals, doubtful[target]);
                if (!await alive()) return null;
            }
            foreach (var target in proof.TargetList)
            {
                foreach (var some in doubtful[target].Chunk(LookedAtOnce))
                {
                    await LookAsync(proof, shop, entity, target, some, totals, differences, cancel);
                    if (!await alive()) return null;
                }
            }
        }
        return new Result(totals, [.. differences.OrderBy(difference => difference.Target, StringComparer.Ordinal).ThenBy(difference => difference.Entity, StringComparer.Ordinal)
            .ThenBy(difference => difference.Day, StringComparer.Ordinal).ThenBy(difference => difference.WooId, StringComparer.Ordinal)]);
    }

    private void Sort(Proof proof, string entity, string target, IEnumerable<ProofLine> lines, Dictionary<TotalsOf, Totals> totals, List<(string, ProofCase)> doubtful)
    {
        var all = lines.ToList();
        var one = new ProofCase(
            all.Where(line => line.Source == ProofLine.Shop).Select(Read<ShopLine>).FirstOrDefault(),
            all.Where(line => line.Source == ProofLine.Ledger(target)).Select(Read<LedgerLine>).FirstOrDefault(),
            [.. all.Where(line => line.Source == ProofLine.Standing(target)).Select(Read<StandingLine>)]);
        // A document of a record of other days: documents are read of more days than orders.
        if (one.Shop is null && one.Ledger is null && one.Standing.All(line => line.Owner == StandingOwner.Known)) return;
        var verdict = Judgement.Of(one, Recent);
        if (verdict.Differences.Count > 0) doubtful.Add((all[0].Key, one));
        else Add(proof, entity, target, one, verdict, totals);
    }

    private async Task LookAsync(
        Proof proof, WooClient shop, string entity, string target, IReadOnlyList<(string Key, ProofCase Case)> some, Dictionary<TotalsOf, Totals> totals,
        List<Difference> differences, CancellationToken cancel)
    {
        var keys = some.Select(one => one.Key).ToList();
        var question = Question(proof, entity) with { Keys = keys };
        // What is handed over between two looks is on its way in the first or stands in the ledger in the second.
        var before = await journal.OnTheirWayAsync(proof.StoreId, entity, keys, cancel);
        var ledger = (await targets.LedgerAsync(target, question, cancel)).Lines.ToDictionary(line => line.Key);
        var standing = (await targets.StandingAsync(target, question, cancel)).Lines.ToLookup(line => line.Key);
        var inShop = await ShopReading.OfKeysAsync(shop, entity, keys, cancel);
        var known = await journal.KnownAsync(proof.StoreId, entity, keys, cancel);
        var after = await journal.OnTheirWayAsync(proof.StoreId, entity, keys, cancel);
        foreach (var (key, was) in some)
        {
            var now = standing[key].ToList();
            // Only reading everything finds what is not known; it stays as it was found, unless it is known by now.
            var others = was.Standing.Where(line => line.Owner != StandingOwner.Known && now.All(other => (other.Kind, other.ExternalId) != (line.Kind, line.ExternalId)));
            var one = new ProofCase(inShop.GetValueOrDefault(key), ledger.GetValueOrDefault(key), [.. now, .. others], known.Contains(key), before.Contains(key) || after.Contains(key));
            var verdict = Judgement.Of(one, Recent);
            if (Add(proof, entity, target, one, verdict, totals) is not { } of) continue;
            differences.AddRange(verdict.Differences.Select(found => Difference.Of(target, entity, key, of.Day.Length > 0 ? of.Day : null, one, found)));
        }
    }

    /// <summary>What every question of a proof says.</summary>
    public static ProofQuestion Question(Proof proof, string entity) => new()
    {
        TenantId = proof.TenantId, StoreId = proof.StoreId, Entity = entity, Start = proof.FirstDay, End = proof.LastDay, From = proof.From, Until = proof.Until,
    };

    private DateTimeOffset Recent => clock.GetUtcNow() - TimeSpan.FromMinutes(options.Value.GraceMinutes);

    // Null where the record is of other days.
    private static TotalsOf? Add(Proof proof, string entity, string target, ProofCase one, Verdict verdict, Dictionary<TotalsOf, Totals> totals)
    {
        var of = new TotalsOf(target, entity, "", "");
        if (entity == Entities.Orders)
        {
            var figures = one.Shop?.Figures ?? one.Ledger?.Figures;
            var day = figures?.Day ?? one.Standing.FirstOrDefault(line => line.Day is not null)?.Day;
            if (day is null || !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date < proof.FirstDay || date > proof.LastDay) return null;
            of = of with { Day = day, Currency = figures?.Currency ?? one.Standing.FirstOrDefault(line => line.Currency is not null)?.Currency ?? "" };
        }
        totals[of] = (totals.GetValueOrDefault(of) ?? new Totals()).Plus(one, verdict);
        return of;
    }

    private static T Read<T>(ProofLine line) => JsonSerializer.Deserialize<T>(line.Content, PlatformSetup.Json)!;
}
