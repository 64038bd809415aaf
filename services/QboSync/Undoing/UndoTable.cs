using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboSync.Undoing;

internal sealed class UndoTable : IEntityTypeConfiguration<Undo>
{
    public void Configure(EntityTypeBuilder<Undo> table)
    {
        table.ToTable("undos");
        table.Property(undo => undo.Account).HasMaxLength(64);
        table.Property(undo => undo.Selection).HasMaxLength(300);
        table.Property(undo => undo.Waiting).HasMaxLength(2000);
        table.Property(undo => undo.Version).IsConcurrencyToken();
        // One at a time of the same: a repeat finds the one that runs.
        table.HasIndex(undo => new { undo.Account, undo.Selection }).IsUnique().HasFilter("state = 'Running'");
    }
}

internal sealed class UndoItemTable : IEntityTypeConfiguration<UndoItem>
{
    public void Configure(EntityTypeBuilder<UndoItem> table)
    {
        table.ToTable("undo_items");
        table.Property(item => item.StoreId).HasMaxLength(100);
        table.Property(item => item.RecordKey).HasMaxLength(64);
        table.Property(item => item.ExternalId).HasMaxLength(40);
        table.Property(item => item.DocNumber).HasMaxLength(40);
        table.Property(item => item.Currency).HasMaxLength(3);
        table.Property(item => item.Date).HasMaxLength(10);
        table.Property(item => item.Total).HasPrecision(19, 4);
        table.Property(item => item.Reason).HasMaxLength(60);
        table.Property(item => item.Message).HasMaxLength(Conventions.Unbounded);
        table.HasOne<Undo>().WithMany().HasForeignKey(item => item.UndoId);
        table.HasIndex(item => new { item.UndoId, item.State, item.Step });
    }
}
