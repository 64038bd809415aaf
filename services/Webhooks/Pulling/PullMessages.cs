using Contracts;
using System.Text.Json;

namespace Webhooks.Pulling;

/// <summary>What the run is told of its reading.</summary>
internal static class PullMessages
{
    /// <summary>It began.</summary>
    public static RunStarted Started(Pull pull) => new()
    {
        SyncId = pull.SyncId, TenantId = pull.TenantId, StoreId = pull.StoreId, Trigger = pull.Trigger, StartedAt = pull.StartedAt, Open = true, Scope = Scope(pull),
    };

    /// <summary>Everything is read and judged.</summary>
    public static RunRead Read(Pull pull, int expected) => new()
    {
        SyncId = pull.SyncId, TenantId = pull.TenantId, StoreId = pull.StoreId, Trigger = pull.Trigger, StartedAt = pull.StartedAt, Expected = expected, Scope = Scope(pull),
    };

    private static RunScope Scope(Pull pull) =>
        new() { Entity = pull.Entity, Target = pull.Target, Mode = JsonNamingPolicy.SnakeCaseLower.ConvertName(pull.Mode.ToString()), Reason = pull.Reason, AskedBy = pull.AskedBy };
}
