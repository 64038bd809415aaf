using Microsoft.EntityFrameworkCore;

namespace QboSync.Storage;

/// <summary><see cref="QboSyncDb"/> on SQLite.</summary>
public sealed class SqliteQboSyncDb(DbContextOptions<SqliteQboSyncDb> options) : QboSyncDb(options);
