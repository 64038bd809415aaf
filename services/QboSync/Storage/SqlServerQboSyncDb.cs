using Microsoft.EntityFrameworkCore;

namespace QboSync.Storage;

/// <summary><see cref="QboSyncDb"/> on SQL Server.</summary>
public sealed class SqlServerQboSyncDb(DbContextOptions<SqlServerQboSyncDb> options) : QboSyncDb(options);
