using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EndToEnd.Tests.Migrations;

/// <summary>Every database of every service, on both providers: the committed migrations make the model that the code has.</summary>
public class NoPendingModelChanges
{
    private const int ClusteredKeyBytes = 900, OtherKeyBytes = 1700; // SQL Server's limits

    private static readonly string[] Services = ["Webhooks", "QboSync", "SupabaseSync", "Credentials"];

    private static IEnumerable<Type> Contexts =>
        from service in Services
        from type in System.Reflection.Assembly.Load(service).GetTypes()
        where type is { IsAbstract: false } && type.IsAssignableTo(typeof(DbContext))
        select type;

    public static TheoryData<Type> All => [.. Contexts];

    public static TheoryData<Type> OnSqlServer => [.. Contexts.Where(type => type.Name.StartsWith("SqlServer", StringComparison.Ordinal))];

    private static DbContext Open(Type type)
    {
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        if (type.Name.StartsWith("SqlServer", StringComparison.Ordinal)) options.UseSqlServer("Server=nowhere");
        else options.UseSqlite("Data Source=:memory:");
        return (DbContext)Activator.CreateInstance(type, options.Options)!;
    }

    [Fact]
    public void Each_of_the_five_databases_has_a_context_per_provider() =>
        Assert.Equal(
            from name in new[] { "CredentialsDb", "JournalDb", "QboSyncDb", "RunsDb", "SupabaseSyncDb" } from provider in new[] { "SqlServer", "Sqlite" } orderby provider + name select provider + name,
            Contexts.Select(type => type.Name).Order());

    [Theory, MemberData(nameof(All))]
    public void The_migrations_make_the_model(Type type)
    {
        using var database = Open(type);
        Assert.NotEmpty(database.Database.GetMigrations());
        Assert.False(database.Database.HasPendingModelChanges(), $"{type.Name} has changes without a migration; tools/Migrations writes it.");
    }

    [Theory, MemberData(nameof(OnSqlServer))]
    public void SQL_Servers_script_makes_every_table(Type type)
    {
        using var database = Open(type);
        var script = database.GetService<IMigrator>().GenerateScript();
        foreach (var table in database.Model.GetEntityTypes().Select(entity => entity.GetTableName()).Distinct())
            Assert.Contains($"CREATE TABLE [{table}]", script);
    }

    [Theory, MemberData(nameof(OnSqlServer))]
    public void No_key_or_index_can_grow_over_SQL_Servers_limits(Type type)
    {
        using var database = Open(type);
        var model = database.GetService<IDesignTimeModel>().Model;
        foreach (var entity in model.GetEntityTypes())
        {
            foreach (var key in entity.GetKeys()) AssertFits(entity, key.Properties, key.IsPrimaryKey() ? ClusteredKeyBytes : OtherKeyBytes);
            foreach (var index in entity.GetIndexes()) AssertFits(entity, index.Properties, OtherKeyBytes);
        }
    }

    private static void AssertFits(IEntityType entity, IReadOnlyList<IProperty> properties, int limit)
    {
        var bytes = properties.Sum(Bytes);
        Assert.True(bytes <= limit, $"{entity.GetTableName()} ({string.Join(", ", properties.Select(property => property.GetColumnName()))}): {bytes} bytes, the limit is {limit}");
    }

    private static int Bytes(IProperty property)
    {
        var type = property.GetColumnType();
        if (type.EndsWith("(max)", StringComparison.Ordinal)) return int.MaxValue / 8;
        var length = type.Split('(', ')') is [_, var text, ..] ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
        return type.Split('(')[0] switch
        {
            "nvarchar" or "nchar" => 2 * length,
            "varbinary" or "binary" or "varchar" => length,
            "uniqueidentifier" => 16,
            "bigint" => 8,
            "int" => 4,
            "date" => 3,
            "bit" => 1,
            _ => throw new InvalidOperationException($"{property.DeclaringType.DisplayName()}.{property.Name}: {type} is not reckoned with"),
        };
    }
}
