using QboSync.Company;
using QboSync.Mapping;
using QboSync.Storage;
using Syncing;
using Syncing.Dispatching;

namespace QboSync.Requeueing;

/// <summary>Makes the records of a company due again that stood still for a cause which is gone.</summary>
public sealed class CauseRequeueing(
    Requeueing<QboSyncDb> ledger, TargetSettings<QboSyncDb> settings, CompanyReader companies, MappingBook mappings, ILogger<CauseRequeueing> log)
{
    /// <summary>Due again is what the cause mends and nothing else; a record whose cause is still there stands still again after one try.</summary>
    /// <param name="account">The company's <c>realm_id</c>.</param>
    /// <param name="cause">What was put right.</param>
    /// <param name="cancel">Ends it; what was made due stays so.</param>
    /// <returns>How many records.</returns>
    public async Task<int> RequeueAsync(string account, Cause cause, CancellationToken cancel)
    {
        var codes = CauseCatalogue.MendedBy(cause, await ledger.WaitingAsync(account, cancel));
        if (codes.Count == 0) return 0;
        companies.Forget(account); // what is kept of the company, here, may be from before
        mappings.Forget(account);
        var count = await ledger.RequeueAsync(account, codes, settings.Alone ? TimeSpan.Zero : KeptElsewhere(cause), cancel);
        log.LogInformation("{Cause} at company {Account}: {Count} records that waited for it are tried again ({Codes})", cause, account, count, string.Join(", ", codes));
        return count;
    }

    // How long other instances may still work with what was before.
    private static TimeSpan KeptElsewhere(Cause cause) => cause switch
    {
        Cause.MappingSaved => MappingBook.KeepFor,
        Cause.CompanyChanged or Cause.PlanChanged => CompanyReader.KeepFor,
        _ => TimeSpan.Zero,
    };
}
