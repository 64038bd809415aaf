using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>Change data capture: whole objects changed since a time, and what was deleted; thirty days back and a thousand objects at most.</summary>
internal sealed class ChangeRoutes(Gateway gateway, Counters counters)
{
    private const int MostObjects = 1000;
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(30);

    public void Map(IEndpointRouteBuilder app) => app.MapGet("/v3/company/{realm}/cdc", gateway.Api(Changes, CallKind.ChangeData));

    private Reply Changes(HttpContext http, Company company, string _)
    {
        counters.Count("cdc");
        var names = http.Request.Query["entities"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0) throw Refuse.Missing("entities");
        var text = http.Request.Query["changedSince"].ToString() is { Length: > 0 } given ? given : throw Refuse.Missing("changedSince");
        var since = company.Clock.Read(text.Replace(' ', '+')) ?? throw Refuse.DateFormat("changedSince", text); // an unescaped + arrives as a blank
        if (since < company.Clock.Now - LookBack) throw Refuse.Business("changedSince can't be more than 30 days ago.");
        var left = MostObjects;
        var responses = new JsonArray();
        foreach (var name in names)
        {
            var kind = Catalog.Find(name);
            if (kind is not { InChangeDataCapture: true }) throw Refuse.UnknownEntity(name);
            responses.Add((JsonNode)Of(company, kind, since, ref left));
        }
        return Reply.Ok(new JsonObject { ["CDCResponse"] = new JsonArray(new JsonObject { ["QueryResponse"] = responses }), ["time"] = company.Clock.Envelope });
    }

    private static JsonObject Of(Company company, EntityKind kind, DateTimeOffset since, ref int left)
    {
        var changed = company.All(kind.Name).Where(document => company.Clock.Read(document.Object("MetaData")!.Text("LastUpdatedTime")!) >= since).Select(document => document.Copy());
        var deleted = company.Rows("deleted").Where(row => row.Text("Kind") == kind.Name && company.Clock.Read(row.Text("LastUpdatedTime")!) >= since).Select(row => new JsonObject
        {
            ["status"] = "Deleted", ["domain"] = "QBO", ["Id"] = row.Text("Id"), ["MetaData"] = new JsonObject { ["LastUpdatedTime"] = row.Text("LastUpdatedTime") },
        });
        var rows = changed.Concat(deleted).Take(left).Select(document => (JsonNode)document).ToArray();
        left -= rows.Length;
        return rows.Length == 0 ? [] : new JsonObject { [kind.Name] = new JsonArray(rows), ["startPosition"] = 1, ["maxResults"] = rows.Length };
    }
}
