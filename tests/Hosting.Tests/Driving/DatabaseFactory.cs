using Microsoft.EntityFrameworkCore;

namespace Hosting.Tests.Driving;

/// <summary>Makes contexts, as the platform's own factory does.</summary>
public sealed class DatabaseFactory<T>(Func<T> create) : IDbContextFactory<T> where T : DbContext
{
    public T CreateDbContext() => create();
}
