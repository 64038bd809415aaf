using System.Diagnostics;

namespace SupabaseSync.Tests.Postgres;

/// <summary>
/// A PostgreSQL of the tests' own, in a temporary folder, on a socket and no port, with the roles that Supabase has and the schema applied.
/// Without initdb on the machine, tests that need it are skipped.
/// </summary>
public sealed class PrivatePostgres : IAsyncLifetime
{
    private string? _folder;
    private string? _binaries;

    /// <summary>Why there is none; null where it runs.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _binaries = FindBinaries();
        if (_binaries is null)
        {
            Missing = "PostgreSQL is not installed here (no initdb in the path or under /usr/lib/postgresql)";
            return;
        }
        if (Environment.IsPrivilegedProcess && !File.Exists("/usr/sbin/runuser"))
        {
            Missing = "PostgreSQL does not run as root, and there is no runuser to run it as postgres";
            return;
        }
        _folder = Directory.CreateTempSubdirectory("mirror-pg-").FullName;
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "postgres", _folder);
        await AsServerAsync("initdb", "-D", Data, "-A", "trust", "-E", "UTF8", "--locale=C", "-U", "postgres", "--no-sync");
        await AsServerAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"),
            "-o", $"-c listen_addresses='' -c unix_socket_directories='{_folder}' -c fsync=off -c timezone=UTC", "start");
        using var session = Open();
        await session.RunAsync(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Postgres", "roles.sql")));
        await ApplySchemaAsync(session);
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is null) return;
        await AsServerAsync("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A session of the superuser.</summary>
    public PsqlSession Open() => new(Path.Combine(_binaries!, "psql"), _folder!);

    /// <summary>All files in name order, as a person would do it.</summary>
    public static async Task ApplySchemaAsync(PsqlSession session)
    {
        foreach (var file in Repository.SchemaFiles) await session.RunAsync(await File.ReadAllTextAsync(file));
    }

    private string Data => Path.Combine(_folder!, "data");

    private static string? FindBinaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin")) : [];
        return installed.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private Task AsServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries!, program);
        return Environment.IsPrivilegedProcess ? RunAsync("/usr/sbin/runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Output goes nowhere: the server inherits the pipe and would keep a reader waiting for ever.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
