using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Webhooks.Judging;

/// <summary>An address that a store's deliveries may name as theirs, beside the credential's <c>store_url</c>.</summary>
public sealed class AcceptedSource
{
    /// <summary>Longest name of a shop.</summary>
    public const int LongestName = 300;

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; set; } = "";

    /// <summary><see cref="ShopName.Of"/> the address.</summary>
    public string Source { get; set; } = "";

    /// <summary>Since when.</summary>
    public DateTimeOffset AcceptedAt { get; set; }

    /// <summary>
    /// Null where a person accepted it, or the store's first delivery named it. Else the shop itself was asked at this address (its <see cref="ShopName"/>) and called itself so: true as
    /// long as that is the credential's address.
    /// </summary>
    public string? LearnedFrom { get; set; }
}

internal sealed class AcceptedSourceTable : IEntityTypeConfiguration<AcceptedSource>
{
    public void Configure(EntityTypeBuilder<AcceptedSource> table)
    {
        table.ToTable("accepted_sources");
        table.HasKey(source => new { source.StoreId, source.Source });
        table.Property(source => source.StoreId).HasMaxLength(100);
        table.Property(source => source.Source).HasMaxLength(AcceptedSource.LongestName);
        table.Property(source => source.LearnedFrom).HasMaxLength(AcceptedSource.LongestName);
    }
}
