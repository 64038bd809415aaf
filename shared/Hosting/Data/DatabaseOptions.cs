namespace Hosting.Data;

/// <summary>Settings under <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary><c>Sqlite</c> (files under <c>Platform:DataDirectory</c>) or <c>SqlServer</c> (<c>ConnectionStrings:{Name}</c>).</summary>
    public string Provider { get; set; } = Sqlite;

    internal const string Sqlite = "Sqlite";
    internal const string SqlServer = "SqlServer";

    internal bool UsesSqlServer => string.Equals(Provider, SqlServer, StringComparison.OrdinalIgnoreCase);

    internal bool IsKnown => UsesSqlServer || string.Equals(Provider, Sqlite, StringComparison.OrdinalIgnoreCase);
}
