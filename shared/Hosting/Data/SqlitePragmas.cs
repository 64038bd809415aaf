using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
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

    // A pooled connection opens the same handle again and again; what was said to it holds until it is closed for good.
    private readonly ConditionalWeakTable<object, object> _told = [];
    private readonly string _pragmas;

    private SqlitePragmas(string synchronous) => _pragmas = $"PRAGMA synchronous={synchronous}; PRAGMA busy_timeout=20000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (IsTold(connection)) return;
        using var command = connection.CreateCommand();
        command.CommandText = _pragmas;
        command.ExecuteNonQuery();
        Told(connection);
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsTold(connection)) return;
        await using var command = connection.CreateCommand();
        command.CommandText = _pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
        Told(connection);
    }

    private bool IsTold(DbConnection connection) => ((SqliteConnection)connection).Handle is { } handle && _told.TryGetValue(handle, out _);

    private void Told(DbConnection connection)
    {
        if (((SqliteConnection)connection).Handle is { } handle) _told.AddOrUpdate(handle, handle);
    }
}
