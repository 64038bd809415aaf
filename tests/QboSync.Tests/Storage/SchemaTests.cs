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
        Assert.All(database.Model.GetEntityTypes().SelectMany(entity => entity.GetIndexes()), index =>
            Assert.True(index.Properties.Sum(property => 2 * (property.GetMaxLength() ?? throw new InvalidOperationException($"{property.Name} has no length"))) <= 900));
        Assert.Equal(2, database.Model.GetEntityTypes().SelectMany(entity => entity.GetIndexes()).Count(index => index.IsUnique));
    }
}
