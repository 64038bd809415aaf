using Microsoft.Data.Sqlite;

namespace Credentials.Tests.Driving;

/// <summary>A data directory that goes away with the test.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("credentials-tests-").FullName;

    public string Database => System.IO.Path.Combine(Path, "credentials.db");

    /// <summary>Runs a statement behind the service's back.</summary>
    public int Execute(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Database}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}
