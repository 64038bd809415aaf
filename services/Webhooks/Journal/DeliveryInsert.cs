using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Webhooks.Journal;

/// <summary>
/// Inserts new journal rows with one prepared statement, inside the context's transaction. EF builds a command per row, which took more
/// time than everything else between a delivery and its 200. Columns and conversions still come from EF's model, so there is one table.
/// </summary>
internal sealed class DeliveryInsert
{
    private readonly string _text;
    private readonly (IProperty Property, RelationalTypeMapping Mapping, string Parameter)[] _columns;

    private DeliveryInsert(string text, (IProperty, RelationalTypeMapping, string)[] columns) => (_text, _columns) = (text, columns);

    /// <summary>The statement for the context's provider.</summary>
    public static DeliveryInsert For(JournalDb database)
    {
        var entity = database.Model.FindEntityType(typeof(Delivery))!;
        var columns = entity.GetProperties().Where(property => property.Name != nameof(Delivery.Id))
            .Select((property, i) => (Property: property, Mapping: property.GetRelationalTypeMapping(), Parameter: $"@p{i}")).ToArray();
        var into = $"INSERT INTO {entity.GetTableName()} ({string.Join(", ", columns.Select(column => column.Property.GetColumnName()))})";
        var values = $"VALUES ({string.Join(", ", columns.Select(column => column.Parameter))})";
        return new(database.Database.IsSqlite() ? $"{into} {values} RETURNING id" : $"{into} OUTPUT INSERTED.id {values}", columns);
    }

    /// <summary>Writes the rows and gives each its id.</summary>
    /// <exception cref="DbUpdateException">The database refused one of them, such as a duplicate that another instance wrote.</exception>
    public async Task WriteAsync(JournalDb database, IReadOnlyCollection<Delivery> rows)
    {
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.Transaction = database.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = _text;
        foreach (var row in rows)
        {
            command.Parameters.Clear();
            foreach (var (property, mapping, parameter) in _columns)
                command.Parameters.Add(mapping.CreateParameter(command, parameter, property.GetGetter().GetClrValue(row), property.IsNullable));
            try
            {
                row.Id = Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
            }
            catch (DbException e)
            {
                throw new DbUpdateException("A delivery was refused by the journal's database.", e);
            }
        }
    }
}
