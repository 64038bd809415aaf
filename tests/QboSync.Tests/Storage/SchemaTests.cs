using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using QboSync.Storage;
using QboSync.Undoing;
using Syncing.Conflicts;

namespace QboSync.Tests.Storage;

public sealed class SchemaTests
{
    [Fact]
    public void SQL_Server_keeps_bodies_whole_and_indexes_short()
    {
        using var database = new SqlServerQboSyncDb(new DbContextOptionsBuilder<SqlServerQboSyncDb>().UseSqlServer("Server=nowhere").Options);

        var script = database.Database.GenerateCreateScript();

        Assert.Contains("[body] nvarchar(max)", script);
        Assert.Contains("[items_by_line] nvarchar(max)", script);
        Assert.Contains("[total_amt] decimal(19,4)", script);
        var indexes = database.Model.GetEntityTypes().SelectMany(type => type.GetIndexes()).ToList();
        var own = new[] { typeof(BookedDocument), typeof(Reservation), typeof(Conflict), typeof(Undo) };
        Assert.Equal(own.Length, indexes.Count(index => index.IsUnique && own.Contains(index.DeclaringEntityType.ClrType)));
        Assert.All(indexes, index => Assert.True(index.Properties.Sum(Bytes) <= 900, index.ToString()));
    }

    private static int Bytes(IProperty property) => property.GetMaxLength() is { } length ? 2 * length
        : property.ClrType == typeof(string) ? throw new InvalidOperationException($"{property.Name} has no length") : 16;
}
