using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupabaseSync.Conflicts;

internal sealed class RowDecisionTable : IEntityTypeConfiguration<RowDecision>
{
    public void Configure(EntityTypeBuilder<RowDecision> table)
    {
        table.ToTable("row_decisions");
        table.HasKey(decision => decision.RecordId);
        table.Property(decision => decision.RecordId).ValueGeneratedNever();
        table.Property(decision => decision.Kept).HasMaxLength(Conventions.Unbounded);
        table.Property(decision => decision.Seen).HasMaxLength(64);
        table.Property(decision => decision.Version).IsConcurrencyToken();
    }
}
