using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Webhooks.Proving;

internal sealed class ProofTable : IEntityTypeConfiguration<Proof>
{
    public void Configure(EntityTypeBuilder<Proof> table)
    {
        table.ToTable("proofs");
        table.HasKey(proof => proof.ProofId);
        table.Property(proof => proof.ProofId).ValueGeneratedNever();
        table.Property(proof => proof.StoreId).HasMaxLength(100);
        table.Property(proof => proof.Problem).HasMaxLength(2000);
        table.Property(proof => proof.Version).IsConcurrencyToken();
        table.Ignore(proof => proof.TargetList).Ignore(proof => proof.EntityList);
        table.HasIndex(proof => proof.DueAt).HasFilter("due_at IS NOT NULL");
        table.HasIndex(proof => new { proof.StoreId, proof.StartedAt });
        table.HasIndex(proof => new { proof.StoreId, proof.NightOf }).IsUnique().HasDatabaseName("ux_proofs_night").HasFilter("night_of IS NOT NULL");
    }
}

internal sealed class ProofLineTable : IEntityTypeConfiguration<ProofLine>
{
    public void Configure(EntityTypeBuilder<ProofLine> table)
    {
        table.ToTable("proof_lines");
        table.HasKey(line => new { line.ProofId, line.Entity, line.Key, line.Source, line.Part });
        table.Property(line => line.Entity).HasMaxLength(20);
        table.Property(line => line.Key).HasMaxLength(120);
        table.Property(line => line.Source).HasMaxLength(80);
        table.Property(line => line.Part).HasMaxLength(120);
        table.Property(line => line.Content).HasMaxLength(Conventions.Unbounded);
    }
}

internal sealed class ProofTotalTable : IEntityTypeConfiguration<ProofTotal>
{
    public void Configure(EntityTypeBuilder<ProofTotal> table)
    {
        table.ToTable("proof_totals");
        table.HasKey(total => new { total.ProofId, total.Target, total.Entity, total.Day, total.Currency });
        table.Property(total => total.Target).HasMaxLength(60);
        table.Property(total => total.Entity).HasMaxLength(20);
        table.Property(total => total.Day).HasMaxLength(10);
        table.Property(total => total.Currency).HasMaxLength(20);
        table.Property(total => total.Content).HasMaxLength(Conventions.Unbounded);
    }
}

internal sealed class ProofDifferenceTable : IEntityTypeConfiguration<ProofDifference>
{
    public void Configure(EntityTypeBuilder<ProofDifference> table)
    {
        table.ToTable("proof_differences");
        table.Property(difference => difference.Target).HasMaxLength(60);
        table.Property(difference => difference.Entity).HasMaxLength(20);
        table.Property(difference => difference.Key).HasMaxLength(120);
        table.Property(difference => difference.Day).HasMaxLength(10);
        table.Property(difference => difference.Cause).HasMaxLength(40);
        table.Property(difference => difference.Content).HasMaxLength(Conventions.Unbounded);
        table.HasIndex(difference => new { difference.ProofId, difference.Id });
    }
}
