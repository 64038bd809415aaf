namespace Testing;

/// <summary>Where the repository stands, seen from a test's output folder.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder of <c>Platform.sln</c>.</summary>
    public static readonly string Path = Find();

    /// <summary>A folder of recorded WooCommerce deliveries or REST answers.</summary>
    public static string Samples(string kind) => System.IO.Path.Combine(Path, "tests", "samples", "woocommerce", kind);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Platform.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
