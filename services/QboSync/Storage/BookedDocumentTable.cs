using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboSync.Storage;

internal sealed class BookedDocumentTable : IEntityTypeConfiguration<BookedDocument>
{
    public void Configure(EntityTypeBuilder<BookedDocument> table)
    {
        table.ToTable("documents");
        table.Property(document => document.Account).HasMaxLength(64);
        table.Property(document => document.StoreId).HasMaxLength(100);
        table.Property(document => document.RecordKey).HasMaxLength(64);
        table.Property(document => document.Role).HasMaxLength(20);
        table.Property(document => document.SourceId).HasMaxLength(64);
        table.Property(document => document.TotalAmt).HasPrecision(19, 4);
        table.Property(document => document.ItemsByLine).HasMaxLength(Conventions.Unbounded);
        table.Property(document => document.Body).HasMaxLength(Conventions.Unbounded);
        table.Property(document => document.Answer).HasMaxLength(Conventions.Unbounded);
        table.Property(document => document.Mapped).HasMaxLength(Conventions.Unbounded);
        table.Property(document => document.Kept).HasMaxLength(Conventions.Unbounded);
        table.Property(document => document.Withdrawn).HasMaxLength(40);
        table.Ignore(document => document.Rehearsed);
        table.Ignore(document => document.RehearsedModified);
        table.Property(document => document.Version).IsConcurrencyToken();
        table.HasIndex(document => new { document.Account, document.StoreId, document.Role, document.SourceId }).IsUnique();
        table.HasIndex(document => new { document.Account, document.StoreId, document.RecordKey });
        table.HasIndex(document => new { document.Account, document.ExternalId });
        table.HasIndex(document => document.CreatedBy);
    }
}
