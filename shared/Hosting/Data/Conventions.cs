using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hosting.Data;

/// <summary>How the databases of all services keep what SQLite and SQL Server keep differently.</summary>
public static class Conventions
{
    /// <summary>
    /// Instants are <c>long</c> UTC ticks (SQLite can neither order nor compare <see cref="DateTimeOffset"/>), enums are their names, and
    /// text has a length unless it says <c>HasMaxLength</c> or <see cref="Unbounded"/> itself.
    /// </summary>
    public static void UsePlatformConventions(this ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configuration.Properties<string>().HaveMaxLength(200);
    }

    /// <summary>For text without a limit (<c>nvarchar(max)</c> on SQL Server).</summary>
    public const int Unbounded = -1;

    /// <summary>Names tables, columns, keys and indexes in snake_case. Called last in <c>OnModelCreating</c>.</summary>
    public static void UseSnakeCase(this ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table) entity.SetTableName(Snake(table));
            foreach (var property in entity.GetProperties()) property.SetColumnName(Snake(property.Name));
        }
    }

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
