using System.Text.Json;
using Woo.Shapes;

namespace Woo.Reading;

/// <summary>The test of a credential: what a patient person would try, in that order.</summary>
internal static class Probing
{
    private static readonly string[] Entities = ["orders", "products", "customers"];

    public static async Task<WooProbe> Run(WooHttp http, CancellationToken cancellationToken)
    {
        List<WooFault> problems = [];
        List<string> notes = [];
        http.Store.Forget(); // a person has just changed something
        var index = await Index(http, problems, notes, cancellationToken);
        if (problems.Count == 0)
        {
            foreach (var entity in Entities)
            {
                if (await CanRead(http, entity, cancellationToken) is not { } fault) continue;
                problems.Add(fault with { Message = $"{entity}: {fault.Message}" });
                if (fault.Kind != WooFaultKind.RightsMissing) break; // the rest would say the same
            }
        }
        if (http.Store.Route == WooRouteStyle.Query) notes.Add("permalinks are set to Plain; ?rest_route= is used");
        if (http.Store.Auth != WooAuthStyle.Basic && http.Store.IsHttps)
            notes.Add("the Authorization header does not get through, or WordPress does not know that it is served by HTTPS; signed requests are used");
        if (!http.Store.IsHttps) notes.Add("store_url is plain http: requests are signed, but orders and addresses travel readable to all between");
        return new WooProbe(index?.Name, index?.TimezoneString, problems, notes);
    }

    // Null, without a problem, where the site closes its index to strangers but may answer to the key.
    private static async Task<WooIndex?> Index(WooHttp http, List<WooFault> problems, List<string> notes, CancellationToken cancellationToken)
    {
        var (reply, fault) = await http.Get("/", [], withKey: false, repeat: WooRepeat.Nothing, cancellationToken: cancellationToken);
        if (reply is null)
        {
            problems.Add(fault!);
            return null;
        }
        if (reply is not { Status: System.Net.HttpStatusCode.OK, Json: { ValueKind: JsonValueKind.Object } json })
        {
            var refused = WooFaults.Of(reply, http.Store);
            if (refused.Kind != WooFaultKind.RightsMissing) problems.Add(refused);
            return null;
        }
        try
        {
            var index = WooIndex.Read(new WooField(json, ""));
            if (!index.HasWooCommerce)
                problems.Add(new WooFault(WooFaultKind.RouteMissing,
                    "WordPress answers, but WooCommerce's REST API (wc/v3) is not there: activate the WooCommerce plugin, version 3.5 or later", reply.Status));
            if (index.Home.Length > 0 && !index.Home.TrimEnd('/').Equals(http.Store.Home, StringComparison.OrdinalIgnoreCase))
                notes.Add($"WordPress calls itself {index.Home.TrimEnd('/')}, store_url is {http.Store.Home}");
            return index;
        }
        catch (WooShapeException exception)
        {
            problems.Add(new WooFault(WooFaultKind.Unreadable, $"store_url answers JSON, but not WordPress's: {exception.Message}", reply.Status));
            return null;
        }
    }

    private static async Task<WooFault?> CanRead(WooHttp http, string entity, CancellationToken cancellationToken)
    {
        var (reply, fault) = await http.Get($"/wc/v3/{entity}", [new("per_page", "1"), new("_fields", "id")], repeat: WooRepeat.Nothing, cancellationToken: cancellationToken);
        if (reply is null) return fault;
        return reply is { Status: System.Net.HttpStatusCode.OK, Json.ValueKind: JsonValueKind.Array } ? null : WooFaults.Of(reply, http.Store);
    }
}
