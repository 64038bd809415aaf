using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hosting.Tests.Data;

public enum ThingKind { First, Second }

public sealed class Thing
{
    public long Id { get; set; }
    public DateTimeOffset SeenAt { get; set; }
    public DateTimeOffset? GoneAt { get; set; }
    public ThingKind ThingKind { get; set; }
    public string DisplayName { get; set; } = "";
}

public abstract class ThingDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Thing> Things => Set<Thing>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UsePlatformConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseSnakeCase();
}

public sealed class SqliteThingDb(DbContextOptions<SqliteThingDb> options) : ThingDb(options);

public sealed class SqlServerThingDb(DbContextOptions<SqlServerThingDb> options) : ThingDb(options);

[DbContext(typeof(SqliteThingDb)), Migration("20260101000000_Initial")]
public sealed class InitialInSqlite : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "CREATE TABLE things (id INTEGER PRIMARY KEY AUTOINCREMENT, seen_at INTEGER NOT NULL, gone_at INTEGER, thing_kind TEXT NOT NULL, display_name TEXT NOT NULL)");
}

[DbContext(typeof(SqlServerThingDb)), Migration("20260101000000_Initial")]
public sealed class InitialInSqlServer : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "CREATE TABLE things (id bigint IDENTITY PRIMARY KEY, seen_at bigint NOT NULL, gone_at bigint, thing_kind nvarchar(40) NOT NULL, display_name nvarchar(200) NOT NULL)");
}
