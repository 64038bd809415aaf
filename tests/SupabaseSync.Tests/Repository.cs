namespace SupabaseSync.Tests;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
internal static class Repository
{
    public static string SchemaFolder => Find("services/SupabaseSync/Schema");

    public static string Samples => Find("tests/samples/woocommerce");

    public static IReadOnlyList<string> SchemaFiles => [.. Directory.GetFiles(SchemaFolder, "*.sql").Order(StringComparer.Ordinal)];

    private static string Find(string folder)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, folder))) return Path.Combine(at.FullName, folder);
        throw new DirectoryNotFoundException($"{folder} was not found above {AppContext.BaseDirectory}");
    }
}
