using System.Globalization;
using System.Text.Json;
using Contracts;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Webhooks.Judging;
using Woo.Shapes;
using Woo.Verifying;
using Woo.Versioning;

namespace Webhooks.Deliveries;

/// <summary>
/// What the gate would say of deliveries that are replayed one after another, and what that would change. A version that an earlier one of them
/// would bring counts as known to the later ones.
/// </summary>
internal sealed class ReplayExpectation(JournalDb database, bool force)
{
    private const int LongestValue = 200;

    private readonly Dictionary<(string Store, string Entity, string Key), Held> _held = [];
    private readonly Dictionary<string, (decimal Difference, int Orders)> _money = [];

    /// <summary>What is known of a record, and its body where the journal still has it.</summary>
    private sealed record Held(Gate.Known? Known, string? Body);

    /// <summary>What becomes of one delivery.</summary>
    public async Task<ReplayLine> OfAsync(Delivery row, CancellationToken cancel)
    {
        var delivery = WooDelivery.Read(new WooHeaders { Topic = row.Topic, Signature = row.Signature ?? "-" }, row.Body);
        if (delivery is not { Entity: { } entity, Id: { } id }) return new(row.Id, null, "Kept", row.Entity, row.Key, null);
        var key = id.ToString(CultureInfo.InvariantCulture);
        var held = await HeldAsync((row.StoreId, entity, key), cancel);
        try
        {
            var (kept, read) = Classify.Of(delivery, row.Body, held.Known is { Version.Seq: > 0 });
            if (kept is not null) return Line("Kept");
            if (read != ReadKind.None) return Line("Asks");
            var body = row.Text();
            var incoming = new Gate.Incoming(WooContent.Version(body), WooContent.Hash(entity, body), false, false);
            var (verdict, version) = Gate.Judge(held.Known, incoming);
            if (verdict == Gate.Verdict.Unchanged && force) return Line("New", []);
            if (verdict != Gate.Verdict.New) return Line(verdict.ToString());
            var changes = held.Body is null ? null : WooContent.Differences(entity, held.Body, body).Select(change => change with { Old = Cut(change.Old), New = Cut(change.New) }).ToList();
            if (entity == Entities.Orders) Count(held, body);
            _held[(row.StoreId, entity, key)] = new Held(new Gate.Known(version, incoming.ContentHash, false), body);
            return Line("New", changes);
        }
        catch (Exception e) when (e is WooShapeException or InvalidOperationException or JsonException)
        {
            return Line("Kept");
        }

        ReplayLine Line(string expected, IReadOnlyList<ContentDifference>? changes = null) => new(row.Id, null, expected, entity, key, changes);
    }

    /// <summary>How the sums of orders would change by what was looked at.</summary>
    public IReadOnlyList<MoneyChange> Money() =>
        [.. _money.OrderBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => new MoneyChange(sum.Key, sum.Value.Difference, sum.Value.Orders))];

    private async Task<Held> HeldAsync((string Store, string Entity, string Key) record, CancellationToken cancel)
    {
        if (_held.TryGetValue(record, out var held)) return held;
        var (store, entity, key) = record;
        var known = await database.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.StoreId == store && v.Entity == entity && v.Key == key, cancel);
        var newest = known is null or { Deleted: true } ? null : await database.Deliveries.AsNoTracking()
            .Where(row => row.StoreId == store && row.Entity == entity && row.Key == key && row.Seq == known.Seq && !row.Deleted).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancel);
        return _held[record] = new Held(
            known is null ? null : new Gate.Known(new RecordVersion(known.Modified, known.Seq), known.ContentHash, known.Deleted), newest?.ReadBody ?? newest?.Text());
    }

    // An order that is not known, or whose body is not, adds its whole total.
    private void Count(Held held, string body)
    {
        Add(body, 1, 1);
        if (held.Body is not null) Add(held.Body, -1, 0);
    }

    private void Add(string body, int sign, int orders)
    {
        using var order = JsonDocument.Parse(body);
        if (!order.RootElement.TryGetProperty("currency", out var currency) || currency.GetString() is not { Length: > 0 } name) return;
        var total = order.RootElement.TryGetProperty("total", out var found) && decimal.TryParse(found.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : 0;
        var (difference, count) = _money.GetValueOrDefault(name);
        _money[name] = (difference + (sign * total), count + orders);
    }

    private static string? Cut(string? value) => value is { Length: > LongestValue } ? $"{value[..LongestValue]}..." : value;
}
