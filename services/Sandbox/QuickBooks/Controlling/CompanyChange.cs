using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Seeding;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Controlling;

/// <summary>Changes a company's settings as its owner would in the web page, which the API does not allow.</summary>
internal static class CompanyChange
{
    private static readonly string[] Known = ["realm", "country", "homeCurrency", "refreshToken", "kind", "multicurrency", "customTxnNumbers", "preferences", "companyInfo", "switches"];

    /// <summary>Merges <c>multicurrency</c>, <c>customTxnNumbers</c>, <c>preferences</c>, <c>companyInfo</c> (null takes a setting away) and <c>switches</c>; returns what is wrong with the body, or null.</summary>
    public static string? Apply(Company company, JsonObject body, JsonSerializerOptions options)
    {
        if (body.FirstOrDefault(property => !Known.Contains(property.Key)).Key is { } unknown) return $"{unknown}: unknown; known are {string.Join(", ", Known)}";
        foreach (var flag in (string[])["multicurrency", "customTxnNumbers"])
            if (body[flag] is { } given && body.Flag(flag) is null) return $"{flag}: true or false, not {given.ToJsonString()}";
        var draft = new Draft(company);
        if (CompanyKinds.Shorthand(body) is { Count: > 0 } shorthand) Merge(draft.Touch("Preferences", "1")!, shorthand);
        foreach (var (name, kind) in (IEnumerable<(string, string)>)[("preferences", "Preferences"), ("companyInfo", "CompanyInfo")])
        {
            if (body[name] is not JsonObject changes) continue;
            foreach (var (key, _) in changes)
                if (Shapes.Catalog.Of(kind).Shape.Find(key) is null) return $"{name}.{key}: unknown";
            Merge(draft.Touch(kind, "1")!, changes);
        }
        draft.Commit();
        if (body["switches"] is not JsonObject switches) return null;
        var merged = JsonSerializer.SerializeToNode(company.Switches, options)!.AsObject();
        Merge(merged, switches);
        try
        {
            var wanted = merged.Deserialize<Switches>(options)!;
            if (!Faults.Localized.Languages.Contains(wanted.FaultLanguage)) return $"switches.faultLanguage: one of {string.Join(", ", Faults.Localized.Languages)}";
            if (wanted.ClosedBooksFault is not ("6200" or "6210")) return "switches.closedBooksFault: 6200 or 6210";
            company.Set(wanted);
        }
        catch (Exception wrong) when (wrong is JsonException or TimeZoneNotFoundException)
        {
            return $"switches: {wrong.Message}";
        }
        return null;
    }

    public static void Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null) target.Remove(name);
            else if (value is JsonObject nested && target[name] is JsonObject inner && nested["value"] is null) Merge(inner, nested);
            else target[name] = value.DeepClone();
        }
    }
}
