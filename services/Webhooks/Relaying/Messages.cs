using Contracts;
using Hosting.Bus;
using Webhooks.Journal;

namespace Webhooks.Relaying;

/// <summary>The messages of a journal row, to whoever has not accepted it yet.</summary>
internal static class Messages
{
    public static async Task PublishAsync(BusGate bus, Delivery row, CancellationToken cancel)
    {
        var missing = row.Addressed.Where(addressed => addressed.AcceptedAt is null).Select(addressed => addressed.Target).ToList();
        if (missing.Remove(BusNames.SyncRuns)) await bus.PublishAsync(Started(row), cancel);
        if (missing.Count == 0) return;
        await (row.Entity switch
        {
            Entities.Orders => bus.PublishAsync(Fill(new OrderChanged { Refunds = row.Refunds }, row, missing), cancel),
            Entities.Products => bus.PublishAsync(Fill(new ProductChanged(), row, missing), cancel),
            Entities.Customers => bus.PublishAsync(Fill(new CustomerChanged(), row, missing), cancel),
            _ => throw new InvalidOperationException($"Journal row {row.Id} is of no entity that is synced."),
        });
    }

    private static RunStarted Started(Delivery row) => new()
    {
        SyncId = row.SyncId, ChangeId = row.Id, TenantId = row.TenantId, StoreId = row.StoreId, StartedAt = row.ReceivedAt,
        Trigger = row.Trigger ?? (row.Kind == DeliveryKind.Replay ? "replay" : "webhook"), Open = row.Kind == DeliveryKind.Pull,
        Records = [new ExpectedRecord(row.Entity!, row.Key!, row.Modified, row.Seq!.Value,
            [.. row.Addressed.Select(addressed => addressed.Target).Where(target => target != BusNames.SyncRuns)])],
    };

    private static T Fill<T>(T change, Delivery row, IReadOnlyList<string> targets) where T : RecordChanged => (T)((RecordChanged)change with
    {
        ChangeId = row.Id, SyncId = row.SyncId, TenantId = row.TenantId, StoreId = row.StoreId, Key = row.Key!,
        Modified = row.Modified, Seq = row.Seq!.Value, Deleted = row.Deleted, Body = row.ReadBody ?? row.Text(),
        Targets = targets, Priority = row.Priority, Force = row.Force, History = row.History,
    });
}
