using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Hosting.Data;

/// <summary>
/// A commit is on disk before it is reported (<c>synchronous=FULL</c>, said rather than trusted to a build's default), and a writer waits
/// inside SQLite for the one before it; the provider's own way of waiting sleeps 150 ms at a time.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>Survives a power failure.</summary>
    public static readonly SqlitePragmas Full = new("FULL");

    /// <summary>Survives the end of the process, however it comes; a power failure may take the last commits with it.</summary>
    public static readonly SqlitePragmas Normal = new("NORMAL");

    private readonly string _pragmas;

    private SqlitePragmas(string synchronous) => _pragmas = $"PRAGMA synchronous={synchronous}; PRAGMA busy_timeout=20000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = _pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = _pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
