using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;

namespace SupabaseSync;

/// <summary>Database <c>SupabaseSync</c>: the ledger, and nothing else.</summary>
public abstract class SupabaseSyncDb(DbContextOptions options) : LedgerDb(options);

/// <summary>The ledger in a file.</summary>
public sealed class SqliteSupabaseSyncDb(DbContextOptions<SqliteSupabaseSyncDb> options) : SupabaseSyncDb(options);

/// <summary>The ledger in SQL Server.</summary>
public sealed class SqlServerSupabaseSyncDb(DbContextOptions<SqlServerSupabaseSyncDb> options) : SupabaseSyncDb(options);
