using System.Globalization;
using Contracts;
using Contracts.Proving;
using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;
using Syncing.Working;

namespace Syncing.Proving;

/// <summary>What a ledger says to a proof of completeness: every record of one store and account, page by page or by its key.</summary>
public sealed class LedgerProof<TDb>(IDbContextFactory<TDb> databases, TargetAccounts<TDb> accounts) where TDb : LedgerDb
{
    /// <summary>Rows of one page; bodies are read with them.</summary>
    public const int PageSize = 300;

    /// <summary>The account that the tenant is connected to; null where it has none.</summary>
    /// <exception cref="Hosting.Secrets.CredentialsUnavailableException">Credentials cannot be asked.</exception>
    public async Task<TargetAccount?> AccountAsync(string tenantId, CancellationToken cancel) =>
        (await accounts.ConnectedAsync(cancel)).FirstOrDefault(account => account.Credential.TenantId == tenantId);

    /// <summary>One page of rows, in the order of their making, or those of some keys; and where the next page begins.</summary>
    public async Task<(IReadOnlyList<LedgerRecord> Rows, string? Next)> RowsAsync(string account, ProofQuestion question, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = database.Records.AsNoTracking().Where(row => row.TenantId == question.TenantId && row.StoreId == question.StoreId
            && row.Account == account && row.Entity == question.Entity);
        if (question.Keys is { } keys) return (await rows.Where(row => keys.Contains(row.Key)).ToListAsync(cancel), null);
        var after = question.After is null ? 0 : long.Parse(question.After, CultureInfo.InvariantCulture);
        var page = await rows.Where(row => row.Id > after).OrderBy(row => row.Id).Take(PageSize).ToListAsync(cancel);
        return (page, page.Count < PageSize ? null : page[^1].Id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Which records have these ids in the target.</summary>
    public async Task<ILookup<string, string>> KeysAsync(string account, ProofQuestion question, IReadOnlyCollection<string> externalIds, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var found = new List<(string ExternalId, string Key)>();
        foreach (var some in externalIds.Chunk(500))
        {
            var rows = await database.Records.AsNoTracking().Where(row => row.TenantId == question.TenantId && row.StoreId == question.StoreId
                    && row.Account == account && row.Entity == question.Entity && row.ExternalId != null && some.Contains(row.ExternalId))
                .Select(row => new { row.ExternalId, row.Key }).ToListAsync(cancel);
            found.AddRange(rows.Select(row => (row.ExternalId!, row.Key)));
        }
        return found.ToLookup(row => row.ExternalId, row => row.Key);
    }

    /// <summary>The stores that the account holds records of.</summary>
    public async Task<IReadOnlyList<string>> StoresAsync(string account, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Records.Where(row => row.Account == account).Select(row => row.StoreId).Distinct().ToListAsync(cancel);
    }

    /// <summary>The record can belong to the days that are asked for; where its day is not known, it can.</summary>
    public static bool IsOfDays(LedgerLine line, ProofQuestion question) => question.Keys is not null || question is not { Start: { } start, End: { } end }
        || line.Figures?.Day is not { } text || !DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) || (day >= start && day <= end);

    /// <summary>A row as a proof sees it; its parts are the target's to say.</summary>
    public static LedgerLine Line(LedgerRecord row) => new()
    {
        Key = row.Key, State = row.State.ToString(), Code = row.Code, Message = row.Message, WantedModified = row.WantedModified, WantedSeq = row.WantedSeq,
        Deleted = row.Deleted, ExternalId = row.ExternalId, UpdatedAt = row.UpdatedAt, Figures = row.Entity == Entities.Orders ? OrderFigures.Of(row.Body) : null,
    };
}
