using Webhooks.Journal;

namespace Webhooks.Pulling;

/// <summary>Reads one page of a pull from the shop and puts it into the journal.</summary>
public sealed class PageReader(ShopPages pages, PullBook book, Accounts accounts, JournalWriter journal, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <summary>Reads and journals; the pull stands behind the page then. What the shop refuses stands in its <see cref="Pull.Problem"/>.</summary>
    /// <returns>Whether it is worth going on at once.</returns>
    public async Task<bool> ReadAsync(Pull pull, CancellationToken cancel)
    {
        var page = await pages.NextAsync(pull, cancel);
        if (page.Smaller is { } smaller) pull.PageSize = smaller;
        if (page.Problem is { } problem) return await PutOffAsync(pull, problem, page.Wait, cancel);
        foreach (var rows in page.Rows.Chunk(AtOnce)) await Task.WhenAll(rows.Select(row => journal.WriteAsync(row, cancel)));
        try
        {
            var marked = pull.Mode == PullMode.Ids ? [] : await accounts.OfAsync(pull.TenantId, pull.Target, cancel);
            return await BehindAsync(pull, page.MoveOn(pull), marked, cancel);
        }
        catch (Hosting.Secrets.CredentialsUnavailableException e)
        {
            return await PutOffAsync(pull, e.Message, null, cancel);
        }
    }

    private async Task<bool> BehindAsync(Pull pull, bool last, IReadOnlyList<(string Target, string Account)> accounts, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        (pull.Problem, pull.Attempts, pull.DueAt) = (null, 0, now);
        if (last) pull.State = PullState.Judging;
        // By id the newest record may stand on the last page: nothing is behind before all of it is.
        var moved = pull.Mode is PullMode.Incremental or PullMode.Full && (last || NextPage.ByModified(pull)) ? pull.Greatest : null;
        var marks = moved is null ? [] : accounts.Select(account => new Watermark
        {
            StoreId = pull.StoreId, Entity = pull.Entity, Target = account.Target, Account = account.Account, Until = moved.Value, MovedAt = now,
        }).ToList();
        return await book.SaveAsync(pull, marks, cancel) && !last;
    }

    private async Task<bool> PutOffAsync(Pull pull, string problem, TimeSpan? wait, CancellationToken cancel)
    {
        pull.Attempts++;
        pull.Problem = problem.Length > 2000 ? problem[..2000] : problem;
        pull.DueAt = clock.GetUtcNow() + (wait ?? TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, Math.Min(pull.Attempts - 1, 10)), 600)));
        await book.SaveAsync(pull, null, cancel);
        return false;
    }
}
