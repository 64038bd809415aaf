using Hosting.Data;
using Microsoft.EntityFrameworkCore;

namespace Hosting.Tests.Sagas;

public abstract class TallyDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Tally> Tallies => Set<Tally>();
    public DbSet<TallyLine> Lines => Set<TallyLine>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UsePlatformConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Tally>().HasKey(tally => tally.CorrelationId);
        modelBuilder.Entity<Tally>().Property(tally => tally.CorrelationId).ValueGeneratedNever();
        modelBuilder.Entity<Tally>().Property(tally => tally.Version).IsConcurrencyToken();
        modelBuilder.UseSnakeCase();
    }
}

public sealed class SqliteTallyDb(DbContextOptions<SqliteTallyDb> options) : TallyDb(options);

public sealed class SqlServerTallyDb(DbContextOptions<SqlServerTallyDb> options) : TallyDb(options);
