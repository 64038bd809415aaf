using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Dispatching;
using Syncing.Working;

namespace QboSync.Requeueing;

/// <summary>
/// One look at a company for which records wait: what they wait for is read, compared with what was seen before, and what changed sends the
/// records on that it mends. Nothing is read where nothing waits for it, because reads are what Intuit meters.
/// </summary>
public sealed class CauseLook(
    IDbContextFactory<QboSyncDb> databases, QuickBooksClient client, Requeueing<QboSyncDb> ledger, CauseRequeueing requeueing, ChangedEntries entries,
    IOptions<CauseWatchOptions> options, TimeProvider clock)
{
    // Where nothing changed for long, a person is not at it: the longer, the less often, down to once an hour.
    private const int FractionOfAge = 12;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Looks, unless it is too early or another instance does. Answers how many records go on.</summary>
    /// <exception cref="FaultException">QuickBooks cannot be asked; the next look asks again.</exception>
    public async Task<int> LookAsync(TargetAccount account, CancellationToken cancel)
    {
        var waiting = await ledger.WaitingAsync(account.Account, cancel);
        var wanted = waiting.SelectMany(CauseCatalogue.Of).ToHashSet();
        wanted.ExceptWith([Cause.MappingSaved, Cause.Reconnected]); // those are told, not looked for
        if (wanted.Count == 0 || await TurnAsync(account.Account, cancel) is not { } sight) return 0;

        var company = client.Open(account);
        var before = JsonSerializer.Deserialize<Dictionary<string, string>>(sight.Seen)!;
        var seen = await PartsAsync(company, wanted, cancel);
        // What was never seen before may have been put right already, between the fault and this look: one try tells.
        var mended = seen.Where(part => before.GetValueOrDefault(part.Key) != part.Value).Select(part => SightParts.Mends[part.Key]).ToHashSet();
        mended.IntersectWith(wanted);
        var asked = clock.GetUtcNow();
        if (wanted.Contains(Cause.EntriesChanged))
        {
            var lists = CauseCatalogue.MendedBy(Cause.EntriesChanged, waiting).SelectMany(CauseCatalogue.ListsOf).Distinct();
            if (sight.EntriesSince is not { } since || await entries.AnyAsync(company, lists, since, cancel)) mended.Add(Cause.EntriesChanged);
            sight.EntriesSince = asked;
        }

        var count = 0;
        foreach (var cause in mended) count += await requeueing.RequeueAsync(account.Account, cause, cancel);
        // Last, so that a crash before it finds the change again.
        foreach (var (part, hash) in seen) before[part] = hash;
        await KeepAsync(sight, JsonSerializer.Serialize(before), mended.Count > 0 ? asked : sight.ChangedAt, cancel);
        return count;
    }

    private static async Task<Dictionary<string, string>> PartsAsync(QuickBooksCompany company, HashSet<Cause> wanted, CancellationToken cancel)
    {
        var seen = new Dictionary<string, string>();
        if (wanted.Contains(Cause.PeriodOpened) || wanted.Contains(Cause.CompanyChanged))
        {
            var preferences = await company.PreferencesAsync(cancel);
            (seen["close_date"], seen["preferences"]) = (SightParts.CloseDate(preferences), SightParts.Preferences(preferences));
        }
        if (wanted.Contains(Cause.PlanChanged)) seen["plan"] = SightParts.Plan(await company.ReadAsync("CompanyInfo", company.Realm, cancel));
        if (wanted.Contains(Cause.CompanyChanged))
            foreach (var list in SightParts.Lists) seen[list] = SightParts.List(await company.QueryAsync(list, null, cancel));
        return seen;
    }

    // The turn is the instance's that moves the time; null where it is not due, somebody else has it, or the account is left alone.
    private async Task<CompanySight?> TurnAsync(string account, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        var now = clock.GetUtcNow();
        if (await database.Pauses.AnyAsync(pause => pause.Account == account && pause.Until > now, cancel)) return null;
        var sight = await database.Sights.AsNoTracking().SingleOrDefaultAsync(row => row.Account == account, cancel);
        if (sight is null)
        {
            sight = new CompanySight { Account = account, LookedAt = now, ChangedAt = now };
            database.Sights.Add(sight);
            try
            {
                await database.SaveChangesAsync(cancel);
                return sight;
            }
            catch (DbUpdateException)
            {
                return null; // another instance was faster; if it was anything else, the next look says so again
            }
        }
        if (now - sight.LookedAt < Pause(now - sight.ChangedAt)) return null;
        var moved = await database.Sights.Where(row => row.Account == account && row.LookedAt == sight.LookedAt)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LookedAt, now), cancel);
        return moved == 1 ? sight : null;
    }

    private TimeSpan Pause(TimeSpan unchanged)
    {
        var shortest = TimeSpan.FromMinutes(options.Value.CauseWatchMinutes);
        var longest = LongestPause > shortest ? LongestPause : shortest;
        var byAge = unchanged / FractionOfAge;
        return (byAge < shortest ? shortest : byAge > longest ? longest : byAge) * 0.9; // a look that comes a moment early is in time
    }

    private async Task KeepAsync(CompanySight sight, string seen, DateTimeOffset changedAt, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        await database.Sights.Where(row => row.Account == sight.Account).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Seen, seen).SetProperty(row => row.ChangedAt, changedAt).SetProperty(row => row.EntriesSince, sight.EntriesSince), cancel);
    }
}
