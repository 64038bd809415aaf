using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;

namespace Syncing.Tests.Driving;

public abstract class TestLedgerDb(DbContextOptions options) : LedgerDb(options);

public sealed class SqliteTestLedgerDb(DbContextOptions<SqliteTestLedgerDb> options) : TestLedgerDb(options);

public sealed class SqlServerTestLedgerDb(DbContextOptions<SqlServerTestLedgerDb> options) : TestLedgerDb(options);
