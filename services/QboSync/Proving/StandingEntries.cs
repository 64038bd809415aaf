using System.Globalization;
using Contracts;
using Contracts.Proving;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Proving;

namespace QboSync.Proving;

/// <summary>The customers and items of records as they stand in QuickBooks, active or not: which of them there are.</summary>
public sealed class StandingEntries(LedgerProof<QboSyncDb> ledger)
{
    /// <summary>QuickBooks' entity of products or customers.</summary>
    public static string EntityOf(string entity) => entity == Entities.Products ? "Item" : "Customer";

    /// <summary>One page.</summary>
    /// <exception cref="FaultException">QuickBooks cannot be asked now.</exception>
    public async Task<ProofPage<StandingLine>> PageAsync(QuickBooksCompany company, ProofQuestion question, CancellationToken cancel)
    {
        var kind = EntityOf(question.Entity);
        if (question.Keys is not null)
        {
            var (rows, _) = await ledger.RowsAsync(company.Realm, question, cancel);
            var ids = rows.Select(row => row.ExternalId).OfType<string>().Distinct().ToList();
            if (ids.Count == 0) return new ProofPage<StandingLine>([]);
            var found = await company.QueryAsync(kind, $"{Query.ActiveOrNot} and Id in ({string.Join(", ", ids.Select(Query.Literal))})", cancel);
            return new ProofPage<StandingLine>(await LinesAsync(company.Realm, question, kind, [.. found.Select(entry => entry.Id())], cancel));
        }
        var start = question.After is null ? 1 : int.Parse(question.After, CultureInfo.InvariantCulture);
        var page = await company.PageAsync(kind, Query.Page(kind, Query.ActiveOrNot, start), cancel);
        var lines = await LinesAsync(company.Realm, question, kind, [.. page.Select(entry => entry.Id())], cancel);
        return new ProofPage<StandingLine>(lines, page.Count < Query.PageSize ? null : (start + page.Count).ToString(CultureInfo.InvariantCulture));
    }

    // One item may stand for several products, linked by SKU.
    private async Task<List<StandingLine>> LinesAsync(string realm, ProofQuestion question, string kind, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var keys = await ledger.KeysAsync(realm, question, ids, cancel);
        return [.. ids.SelectMany(id => keys[id].Select(key => new StandingLine { Key = key, Kind = kind, ExternalId = id, Owner = StandingOwner.Known }))];
    }
}
