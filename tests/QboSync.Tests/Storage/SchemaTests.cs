using Microsoft.EntityFrameworkCore;
using QboSync.Storage;

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
        var indexes = new[] { typeof(BookedDocument), typeof(Reservation) }.SelectMany(type => database.Model.FindEntityType(type)!.GetIndexes()).ToList();
        Assert.Equal(2, indexes.Count(index => index.IsUnique));
        Assert.All(indexes, index => Assert.True(
            index.Properties.Sum(property => 2 * (property.GetMaxLength() ?? throw new InvalidOperationException($"{property.Name} has no length"))) <= 900));
    }
}
