using System.Text.Json;
using Hosting;
using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Webhooks.Doctoring;

/// <summary>What is kept of the looks at one shop, between looks and between instances.</summary>
public sealed class ShopWatch
{
    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; set; } = "";

    /// <summary>Where its webhooks should deliver to, as a person gave it; null where nobody did.</summary>
    public string? DeliveryUrl { get; set; }

    /// <summary>When it was last looked at, or when the watch began.</summary>
    public DateTimeOffset LookedAt { get; set; }

    /// <summary>When a webhook was last switched on again by the watch.</summary>
    public DateTimeOffset? ReactivatedAt { get; set; }

    /// <summary>Until when somebody is at it; null where nobody is.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary><see cref="WatchMemory"/>, JSON.</summary>
    public string Memory { get; set; } = "{}";

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }

    /// <summary>What was seen up to now.</summary>
    public WatchMemory Remembered() => JsonSerializer.Deserialize<WatchMemory>(Memory, PlatformSetup.Json) ?? new();

    /// <summary>Keeps what was seen.</summary>
    public void Remember(WatchMemory memory) => Memory = JsonSerializer.Serialize(memory, PlatformSetup.Json);
}

internal sealed class ShopWatchTable : IEntityTypeConfiguration<ShopWatch>
{
    public void Configure(EntityTypeBuilder<ShopWatch> table)
    {
        table.ToTable("shop_watches");
        table.HasKey(watch => watch.StoreId);
        table.Property(watch => watch.StoreId).HasMaxLength(100);
        table.Property(watch => watch.DeliveryUrl).HasMaxLength(DeliveryAddress.Longest);
        table.Property(watch => watch.Memory).HasMaxLength(Conventions.Unbounded);
        table.Property(watch => watch.Version).IsConcurrencyToken();
    }
}
