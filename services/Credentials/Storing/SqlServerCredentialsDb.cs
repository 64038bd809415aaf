using Microsoft.EntityFrameworkCore;

namespace Credentials.Storing;

/// <summary>On SQL Server; has its own migrations.</summary>
public sealed class SqlServerCredentialsDb(DbContextOptions<SqlServerCredentialsDb> options) : CredentialsDb(options);
