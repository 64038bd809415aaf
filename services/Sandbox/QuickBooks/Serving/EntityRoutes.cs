using Sandbox.QuickBooks.Booking;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>Create, update, delete, void and read of one entity.</summary>
internal sealed class EntityRoutes(Gateway gateway, Counters counters)
{
    private const string Root = "/v3/company/{realm}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Root + "/{segment}", gateway.Api(Write, CallKind.Write));
        app.MapGet(Root + "/{segment}/{id}", gateway.Api(Read));
        app.MapGet(Root + "/preferences", gateway.Api((_, company, _) => Single(company, "Preferences")));
        app.MapGet(Root + "/exchangerate", gateway.Api(Rate));
        app.MapFallback("/v3/{**rest}", Door.Open(http => Envelopes.Fault(Refuse.NoSuchResource(http.Request.Path), "")));
    }

    private Reply Write(HttpContext http, Company company, string body)
    {
        var kind = Kind(http);
        if (!http.Request.HasJsonContentType()) return new Reply(415, null);
        var (operation, isVoid) = ((string?)http.Request.Query["operation"], Includes(http, "void"));
        var options = new WriteOptions(Includes(http, "allowduplicatedocnum"));
        var sent = Gateway.Json(body);
        counters.Count($"{(isVoid ? "void" : operation ?? (sent["Id"] is null && kind.CanCreate ? "create" : "update"))} {kind.Name}");
        var reply = Desk.WriteEntity(company, RememberedReplies.SingleKey(http.Request.Query["requestid"]), kind, timed: true, draft => Desk.Run(draft, kind, operation, sent, options, isVoid));
        if (reply.Replayed) counters.Count($"replayed {kind.Name}");
        return reply;
    }

    private Reply Read(HttpContext http, Company company, string _)
    {
        var kind = Kind(http);
        counters.Count($"read {kind.Name}");
        var id = (string)http.Request.RouteValues["id"]!;
        if (kind.Name == "CompanyInfo" && id == company.Realm) id = "1"; // the path of CompanyInfo ends in the realm
        if (!long.TryParse(id, out var _) && kind.Name != "TaxCode") throw Refuse.InvalidId(id);
        return Reply.Ok(Desk.Entity(company, kind, Writer.Read(new Draft(company), kind, id)));
    }

    private Reply Single(Company company, string name)
    {
        counters.Count($"read {name}");
        return Reply.Ok(Desk.Entity(company, Catalog.Of(name), company.Get(name, "1")!));
    }

    private Reply Rate(HttpContext http, Company company, string _)
    {
        counters.Count("read ExchangeRate");
        if (!company.MultiCurrency) throw new QuickBooksFault("5030", "Feature Not Supported Error", "Feature Not Supported Error : Multicurrency is not enabled for this company.");
        var code = http.Request.Query["sourcecurrencycode"].ToString() is { Length: > 0 } given ? given : throw Refuse.Missing("sourcecurrencycode");
        var day = http.Request.Query["asofdate"].ToString() is { Length: > 0 } asked ? asked : company.Clock.Today;
        return Reply.Ok(new System.Text.Json.Nodes.JsonObject
        {
            ["ExchangeRate"] = new System.Text.Json.Nodes.JsonObject
            {
                ["SourceCurrencyCode"] = code, ["TargetCurrencyCode"] = company.HomeCurrency, ["Rate"] = Storing.Json.Number(CurrencyRules.RateOn(company, code, day)), ["AsOfDate"] = day,
                ["domain"] = "QBO", ["sparse"] = false, ["SyncToken"] = "0", ["MetaData"] = new System.Text.Json.Nodes.JsonObject { ["LastUpdatedTime"] = company.Clock.Stamp },
            },
            ["time"] = company.Clock.Envelope,
        });
    }

    private static EntityKind Kind(HttpContext http) =>
        Catalog.FindSegment((string)http.Request.RouteValues["segment"]!) ?? throw Refuse.NoSuchResource(http.Request.Path);

    private static bool Includes(HttpContext http, string what) =>
        http.Request.Query["include"].SelectMany(value => (value ?? "").Split(',')).Any(value => value.Trim().Equals(what, StringComparison.OrdinalIgnoreCase));
}
