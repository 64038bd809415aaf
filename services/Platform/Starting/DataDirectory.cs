using Hosting.Starting;

namespace Platform.Starting;

/// <summary>Where the platform keeps its files. One process at a time: it may then take over at once what a killed one left claimed.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Where it is, or would be.</summary>
    public static string PathOf(CommandLine options)
    {
        var path = System.IO.Path.GetFullPath(options.Configuration["Platform:DataDirectory"] ?? "./data");
        return options.Sandbox ? System.IO.Path.Combine(path, "sandbox") : path; // never among a real company's books
    }

    public static DataDirectory Open(CommandLine options)
    {
        var path = PathOf(options);
        try
        {
            // Keys and customers' addresses lie in here: its owner's alone.
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new DataDirectory(path, new FileStream(System.IO.Path.Combine(path, "platform.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data directory {path} (setting Platform:DataDirectory) cannot be used: {e.Message} Another platform process may be running on it.");
        }
    }

    public void Dispose() => _lock.Dispose();
}
