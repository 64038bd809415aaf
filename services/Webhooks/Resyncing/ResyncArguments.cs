using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;

namespace Webhooks.Resyncing;

/// <summary>What the command <c>resync</c> was asked for.</summary>
/// <param name="Entity">orders, products or customers.</param>
/// <param name="Body">The body of <c>POST /api/sync/woocommerce/{entity}</c>.</param>
/// <param name="Sandbox">The platform was started with <c>--sandbox</c>, so its key is kept there.</param>
/// <param name="Settings">Settings such as <c>--Platform:DataDirectory</c>, for whoever reads them.</param>
public sealed record ResyncArguments(string Entity, JsonObject Body, bool Sandbox, string[] Settings)
{
    /// <summary>How it is called.</summary>
    public const string Usage =
        "usage: resync orders|products|customers [--ids 1042,1043] [--target quickbooks|supabase] [--start 2024-01-01 --end 2024-01-31 [--field created]] "
        + "[--full-sync] [--history] [--force] [--dry-run] [--tenant ID] [--store ID] [--reason TEXT] [--sandbox] [--urls ADDRESS] [--Platform:DataDirectory FOLDER]";

    private static readonly Dictionary<string, string> Flags = new() { ["--full-sync"] = "full_sync", ["--history"] = "history", ["--force"] = "force", ["--dry-run"] = "dry_run" };
    private static readonly Dictionary<string, string> Texts = new() { ["--target"] = "target", ["--tenant"] = "tenant_id", ["--store"] = "store_id", ["--reason"] = "reason" };
    private static readonly Dictionary<string, string> Days = new() { ["--start"] = "start", ["--end"] = "end", ["--field"] = "field" };

    /// <summary>Reads the arguments behind the word <c>resync</c>.</summary>
    /// <exception cref="FormatException">They are wrong; the message names the argument.</exception>
    public static ResyncArguments Read(IReadOnlyList<string> args)
    {
        if (args.Count == 0 || !Entities.All.Contains(args[0])) throw new FormatException($"{(args.Count == 0 ? "The entity is missing" : $"{args[0]}: is no entity")}: give {string.Join(", ", Entities.All)}.");
        var body = new JsonObject();
        var settings = new List<string>();
        var sandbox = false;
        for (var i = 1; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            string Value() => value ?? (i + 1 < args.Count ? args[++i] : throw new FormatException($"{name}: its value is missing."));
            if (name == "--sandbox" && value is null) sandbox = true;
            else if (Flags.TryGetValue(name, out var flag)) body[flag] = value is null ? true : throw new FormatException($"{name}: takes no value.");
            else if (Texts.TryGetValue(name, out var text)) body[text] = Value();
            else if (Days.TryGetValue(name, out var day)) (body["date_range"] ??= new JsonObject())[day] = Value();
            else if (name == "--ids") body["ids"] = Ids(Value());
            else if (name == "--urls" || (name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal))) settings.Add($"{name}={Value()}");
            else throw new FormatException($"{args[i]}: there is no such argument.");
        }
        return new ResyncArguments(args[0], body, sandbox, [.. settings]);
    }

    private static JsonArray Ids(string list)
    {
        var ids = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length == 0) throw new FormatException("--ids: give WooCommerce ids such as 1042,1043.");
        return [.. ids.Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? (JsonNode)JsonValue.Create(number)
            : throw new FormatException($"--ids: '{id}' is no WooCommerce id; give whole numbers such as 1042,1043."))];
    }
}
