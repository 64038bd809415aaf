using Microsoft.EntityFrameworkCore;

namespace Credentials.Storing;

/// <summary>On SQLite; has its own migrations.</summary>
public sealed class SqliteCredentialsDb(DbContextOptions<SqliteCredentialsDb> options) : CredentialsDb(options);
