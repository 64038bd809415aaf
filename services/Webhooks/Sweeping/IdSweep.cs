using System.Text.Json;
using Contracts;
using Microsoft.EntityFrameworkCore;
using Webhooks.Alerting;
using Webhooks.Journal;
using Webhooks.Judging;
using Woo.Reading;
using Woo.Versioning;

namespace Webhooks.Sweeping;

/// <summary>
/// Compares every id of the shop with what is known. What is missing is asked for by its id, and believed to be gone only where the shop says
/// so in WooCommerce's own words, and only a few at once: more than <see cref="IdDifference.Believed"/> is left alone until a person accepts it.
/// </summary>
public sealed class IdSweep(ShopLists lists, TrashSweep trash, SweepRuns runs, SweepBook book, AlertBook alerts, IDbContextFactory<JournalDb> databases)
{
    private const int MostByIds = 1000; // beyond that reading page by page is cheaper
    private const string Trigger = "reconciliation";

    /// <summary>Sweeps.</summary>
    public async Task<SweepOutcome> RunAsync(Sweep row, string tenant, CancellationToken cancel)
    {
        var shop = await lists.ShopAsync(row.StoreId, cancel);
        var before = await Known.AllAsync(databases, row.StoreId, row.Entity, cancel);
        var listed = await ListedAsync(shop, row, cancel);
        var trashed = row.Entity == Entities.Customers ? [] : await trash.IdsAsync(shop, row, cancel);
        var difference = IdDifference.Of(before, listed, await Known.AllAsync(databases, row.StoreId, row.Entity, cancel));

        var allowed = IdDifference.Believed(difference.Standing) + (row.Accepted ?? 0);
        var (gone, tooMany) = await GoneAsync(shop, row, difference.Missing, trashed, allowed, cancel);
        var found = new List<string> { $"{listed.Count} in the shop", $"{difference.Lost.Count} never announced", $"{difference.Changed.Count} changed unannounced" };
        var subject = $"{row.StoreId}/{row.Entity}";
        if (tooMany)
        {
            await alerts.RaiseAsync(AlertKinds.RecordsGone, subject,
                $"{difference.Missing.Count} of {difference.Standing} known {row.Entity} of store {row.StoreId} are no longer in the shop's list, and the first {allowed + 1} asked for are gone. That is more than is believed at once ({allowed}): nothing was marked deleted. "
                + $"If the shop really deleted them, accept it with POST /api/sweeps/ids/accept and {{\"store_id\":\"{row.StoreId}\",\"entity\":\"{row.Entity}\"}}; if not, look whether the shop was put back to an older backup or another shop answers at its address.", cancel);
            found.Add($"{difference.Missing.Count} gone, too many to believe: left alone until accepted");
        }
        else
        {
            await alerts.ResolveAsync(AlertKinds.RecordsGone, subject, cancel);
            found.Add($"{gone.Count} gone");
        }
        await BeginAsync(row, tenant, difference, tooMany ? [] : gone, cancel);
        return new(string.Join(", ", found) + ".", tooMany ? difference.Missing.Count : null);
    }

    private async Task BeginAsync(Sweep row, string tenant, IdDifference difference, IReadOnlyList<long> gone, CancellationToken cancel)
    {
        var reason = row.AcceptedBy is { } by && gone.Count > 0 ? $"All ids of the shop were compared; the deletions were accepted by {by}." : "All ids of the shop were compared.";
        IReadOnlyList<long> news = [.. difference.Lost, .. difference.Changed];
        if (news.Count <= MostByIds)
        {
            await runs.ReadAsync(row, tenant, Trigger, [.. news, .. gone], reason, cancel, row.AcceptedBy);
            return;
        }
        await runs.ReadAsync(row, tenant, Trigger, everything: true, reason, cancel, gone.Count == 0 ? row.SyncId : Guid.CreateVersion7(row.BegunAt!.Value));
        await runs.ReadAsync(row, tenant, Trigger, gone, reason, cancel, row.AcceptedBy);
    }

    // Each is asked for by its id, but where a person has accepted as many: the gate asks for each once more in any case.
    private async Task<(IReadOnlyList<long> Gone, bool TooMany)> GoneAsync(
        WooClient shop, Sweep row, IReadOnlyList<long> missing, HashSet<long> trashed, int allowed, CancellationToken cancel)
    {
        var gone = missing.Where(trashed.Contains).ToList(); // the shop shows them: that is no riddle, and no matter of how many
        var candidates = missing.Where(id => !trashed.Contains(id)).ToList();
        if (row.Accepted is not null && candidates.Count <= allowed) return ([.. gone, .. candidates], false);
        var confirmed = 0;
        foreach (var id in candidates)
        {
            await book.RenewAsync(row, cancel);
            switch (await shop.RecordAsync(row.Entity, id, cancel))
            {
                case WooAnswer<JsonElement>.Trashed:
                    gone.Add(id);
                    break;
                case WooAnswer<JsonElement>.Gone:
                    gone.Add(id);
                    if (++confirmed > allowed) return ([], true);
                    break;
                case WooAnswer<JsonElement>.Unavailable(var fault):
                    throw new WooUnavailableException(fault);
            }
        }
        return (gone, false);
    }

    private async Task<Dictionary<long, Listed>> ListedAsync(WooClient shop, Sweep row, CancellationToken cancel)
    {
        var listed = new Dictionary<long, Listed>();
        var query = new WooQuery { Route = row.Entity, Fields = FieldsOf(row.Entity), Role = row.Entity == Entities.Customers ? "all" : null };
        await foreach (var record in lists.RecordsAsync(shop, query, row, cancel))
        {
            var body = record.GetRawText();
            var wanted = Classify.OfRead(row.Entity, body, known: false) is null;
            listed[record.GetProperty("id").GetInt64()] = new Listed(WooContent.Version(body), wanted, record.TryGetProperty("refunds", out var refunds) ? RefundMark.Of(refunds) : null);
            // A list of products holds no variations, but the ids of each product's.
            if (row.Entity == Entities.Products && record.TryGetProperty("variations", out var variations) && variations.ValueKind == JsonValueKind.Array)
                foreach (var variation in variations.EnumerateArray())
                    if (variation.TryGetInt64(out var id)) listed[id] = new Listed(null, wanted);
        }
        return listed;
    }

    private static string FieldsOf(string entity) => entity switch
    {
        Entities.Orders => "id,status,date_created_gmt,date_modified_gmt,refunds",
        Entities.Products => "id,type,status,date_created_gmt,date_modified_gmt,variations",
        _ => "id,role,is_paying_customer,date_created_gmt,date_modified_gmt",
    };
}
