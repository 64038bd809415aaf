using System.Security.Cryptography;
using System.Text.Json;
using Hosting.Starting;

namespace Platform.Starting;

/// <summary>
/// Makes the keys that are missing at the first start and keeps them in the data directory, readable by its owner alone. Only the
/// all-in-one process does so: services run apart must be given the same keys.
/// </summary>
internal sealed class FirstStart
{
    private const string EncryptionKey = "INTEGRATION_ENCRYPTION_KEY";
    private const string ApiKey = "Platform:ApiKey";
    private const string ServiceKey = "Services:Key";

    private readonly string _file;
    private readonly string _apiKey;
    private readonly bool _made;

    private FirstStart(string file, string apiKey, bool made, IReadOnlyDictionary<string, string?> settings) =>
        (_file, _apiKey, _made, Settings) = (file, apiKey, made, settings);

    /// <summary>The keys, and the directory itself, as settings.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    public static FirstStart KeysIn(DataDirectory directory, CommandLine options)
    {
        var given = options.Configuration;
        var file = Path.Combine(directory.Path, "keys.json");
        var kept = Read(file);
        var keys = new Dictionary<string, string>(kept);
        Make(EncryptionKey, 32, Convert.ToBase64String);
        Make(ApiKey, 24, Convert.ToHexStringLower);
        Make(ServiceKey, 24, Convert.ToHexStringLower);
        var made = keys.Count > kept.Count;
        if (made) Write(file, keys);

        // What is set by hand counts more than what was made.
        var settings = keys.Where(key => string.IsNullOrEmpty(given[key.Key])).ToDictionary(key => key.Key, key => (string?)key.Value);
        settings["Platform:DataDirectory"] = directory.Path;
        return new FirstStart(file, given[ApiKey] is { Length: > 0 } set ? set : keys[ApiKey], made, settings);

        void Make(string name, int bytes, Func<byte[], string> write)
        {
            if (!keys.ContainsKey(name) && string.IsNullOrEmpty(given[name])) keys[name] = write(RandomNumberGenerator.GetBytes(bytes));
        }
    }

    /// <summary>The API key that a first start made in this directory; null where it made none.</summary>
    public static string? KeptApiKey(string directory) => Read(Path.Combine(directory, "keys.json")).GetValueOrDefault(ApiKey);

    /// <summary>Says once where to go and with which key.</summary>
    public void Tell(string address)
    {
        Console.WriteLine($"The platform answers at {address}");
        if (_made) Console.WriteLine($"Keys were made and are kept in {_file}; keep a copy. API key (header X-Api-Key): {_apiKey}");
        else Console.WriteLine($"The API key (header X-Api-Key) is in {_file}, or as it was set.");
    }

    private static Dictionary<string, string> Read(string file)
    {
        if (!File.Exists(file)) return [];
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) ?? [];
        }
        catch (JsonException)
        {
            throw new StartRefusedException($"The file {file} cannot be read. It holds the key of every stored secret: bring it back from a copy. Delete it only to begin with an empty data directory.");
        }
    }

    // Written whole beside the old one and then put in its place, so that no kill leaves half a key.
    private static void Write(string file, Dictionary<string, string> keys)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var next = file + ".new";
        using (var stream = new FileStream(next, options))
        {
            JsonSerializer.Serialize(stream, keys, JsonSerializerOptions.Web);
            stream.Flush(flushToDisk: true);
        }
        File.Move(next, file, overwrite: true);
    }
}
