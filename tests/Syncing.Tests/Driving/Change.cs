using Contracts;

namespace Syncing.Tests.Driving;

/// <summary>Changes of one store, as Webhooks publishes them.</summary>
public static class Change
{
    public static readonly DateTimeOffset Day = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public static readonly Guid RunA = new("aaaaaaaa-0000-0000-0000-000000000000");
    public static readonly Guid RunB = new("bbbbbbbb-0000-0000-0000-000000000000");
    public static readonly Guid RunC = new("cccccccc-0000-0000-0000-000000000000");

    private static long _ids;

    /// <summary>Version <paramref name="version"/> of an order, of a run of its own where none is named.</summary>
    public static OrderChanged Order(
        string key = "1042", int version = 1, Guid? run = null, bool force = false, bool history = false, bool deleted = false,
        ChangePriority priority = ChangePriority.Live, string tenant = "tenant", string store = "store", string? refunds = null) => new()
        {
            ChangeId = Interlocked.Increment(ref _ids), SyncId = run ?? Guid.NewGuid(), TenantId = tenant, StoreId = store, Key = key,
            Modified = Day.AddMinutes(version), Seq = version, Body = $$"""{"id":{{key}},"v":{{version}}}""", Refunds = refunds,
            Targets = ["quickbooks", "supabase"], Force = force, History = history, Deleted = deleted, Priority = priority,
        };

    public static ProductChanged Product(string key, int version = 1) => new()
    {
        ChangeId = Interlocked.Increment(ref _ids), SyncId = Guid.NewGuid(), TenantId = "tenant", StoreId = "store", Key = key,
        Modified = Day.AddMinutes(version), Seq = version, Body = "{}", Targets = ["quickbooks"],
    };

    public static RecordVersion Version(int version) => new(Day.AddMinutes(version), version);
}
