using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboSync.Verifying;

internal sealed class VerifyModeTable : IEntityTypeConfiguration<VerifyMode>
{
    public void Configure(EntityTypeBuilder<VerifyMode> table)
    {
        table.ToTable("verify_modes");
        table.HasKey(mode => mode.Account);
        table.Property(mode => mode.Account).HasMaxLength(64);
        table.Property(mode => mode.Reason).HasMaxLength(40);
    }
}
