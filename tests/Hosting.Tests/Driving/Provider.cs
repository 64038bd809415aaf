using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Hosting.Tests.Driving;

/// <summary>The databases that a promise is tested on: SQLite always, SQL Server where the machine has one.</summary>
public static class Provider
{
    public const string Sqlite = "Sqlite";
    public const string SqlServer = "SqlServer";

    private const string Variable = "PLATFORM_TEST_SQLSERVER";

    public static TheoryData<string> All => [Sqlite, SqlServer];

    /// <summary>Connection string of a SQL Server database of its own; skips the test where there is no server.</summary>
    public static string SqlServerDatabase()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"No SQL Server: {Variable} holds no connection string.");
        return new SqlConnectionStringBuilder(server) { InitialCatalog = $"platform_test_{Guid.NewGuid():N}" }.ToString();
    }

    public static DbContextOptions<T> SqliteOptions<T>(string file) where T : DbContext =>
        new DbContextOptionsBuilder<T>().UseSqlite($"Data Source={file};Default Timeout=30").Options;

    public static DbContextOptions<T> SqlServerOptions<T>(string connection) where T : DbContext =>
        new DbContextOptionsBuilder<T>().UseSqlServer(connection).Options;
}
