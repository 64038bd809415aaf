using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Connecting;
using Sandbox.QuickBooks.Notifying;
using Sandbox.QuickBooks.Seeding;
using Sandbox.QuickBooks.Serving;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;
using Sandbox.Storage;

namespace Sandbox.QuickBooks.Controlling;

/// <summary>What a test or a curious person may see and set from outside; nothing of it exists at Intuit.</summary>
internal sealed class ControlRoutes(Companies companies, TokenBook tokens, Throttle throttle, Counters counters, WebhookDesk webhooks)
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/control/state", Door.Open(State));
        app.MapGet("/control/documents", Door.Open(Documents));
        app.MapGet("/control/counters", Door.Open(_ => Reply.Ok(Counted())));
        app.MapPost("/control/counters/reset", Door.Open(_ => Done(counters.Reset)));
        app.MapGet("/control/metering", Door.Open(_ => Reply.Ok(new JsonObject(Realms().Select(realm => KeyValuePair.Create(realm, (JsonNode?)counters.Use(realm)))))));
        app.MapGet("/control/webhooks", Door.Open(_ => Reply.Ok(Told())));
        app.MapPost("/control/webhooks", Body((_, body) => Change(body, webhooks.Settings, settings => webhooks.Settings = settings, settings => settings.Refusal())));
        app.MapPost("/control/webhooks/deliver", Door.Open(async _ => Reply.Ok(new JsonObject { ["sent"] = await webhooks.DeliverAsync() })));
        app.MapPost("/control/companies/{realm}/matched", Body(Matched));
        app.MapPost("/control/reset", Door.Open(_ => Done(Reset)));
        app.MapPost("/control/companies", Body(OpenCompany));
        app.MapPost("/control/companies/{realm}", Body(ChangeCompany));
        app.MapPost("/control/expire-token", Body((_, body) => Reply.Ok(new JsonObject { ["expired"] = tokens.ExpireAccess(body.Text("realm")) })));
        app.MapPost("/control/oauth", Body((_, body) => Change(body, tokens.Switches, switches => tokens.Switches = switches)));
        app.MapPost("/control/throttle", Body((_, body) => Change(body, throttle.Limits, limits => throttle.Limits = limits)));
    }

    private Reply State(HttpContext _)
    {
        lock (companies.Gate)
        {
            return Reply.Ok(new JsonObject
            {
                ["companies"] = new JsonArray([.. companies.All.Select(company => (JsonNode)Shown(company))]),
                ["oauth"] = JsonSerializer.SerializeToNode(tokens.Switches, Camel), ["throttle"] = JsonSerializer.SerializeToNode(throttle.Limits, Camel), ["counters"] = Counted(),
            });
        }
    }

    private Reply Documents(HttpContext http)
    {
        lock (companies.Gate)
        {
            if (Company(http.Request.Query["realm"]) is not { } company) return Wrong("realm: there is no such company");
            if (Catalog.Find(http.Request.Query["kind"].ToString()) is not { } kind) return Wrong($"kind: one of {string.Join(", ", Catalog.All.Select(known => known.Name))}");
            return Reply.Ok(new JsonObject { [kind.Name] = new JsonArray([.. company.All(kind.Name).Select(document => (JsonNode)document.DeepClone())]) });
        }
    }

    private Reply OpenCompany(HttpContext _, JsonObject body)
    {
        lock (companies.Gate)
        {
            if (body.Text("realm") is not { Length: > 0 } realm || !realm.All(char.IsDigit)) return Wrong("realm: digits, such as 9130350000000002");
            if (companies.Find(realm) is not null) return new Reply(409, new JsonObject { ["error"] = $"company {realm} is there already" });
            var kind = body.Text("kind") is { } word ? CompanyKinds.Find(word) : new CompanyKinds.Kind("US", "USD");
            if (kind is null) return Wrong($"kind: one of {string.Join(", ", CompanyKinds.Names)}");
            var company = companies.Open(realm, body.Text("country") ?? kind.Country, body.Text("homeCurrency") ?? kind.Currency, kind.Preferences);
            var refresh = body.Text("refreshToken") ?? $"sandbox-refresh-{companies.All.Count}";
            tokens.Seed(realm, refresh);
            if (CompanyChange.Apply(company, body, Camel) is { } wrong) return Wrong(wrong);
            var shown = Shown(company);
            shown["refreshToken"] = refresh;
            return Reply.Ok(shown);
        }
    }

    private Reply ChangeCompany(HttpContext http, JsonObject body)
    {
        lock (companies.Gate)
        {
            if (Company((string?)http.Request.RouteValues["realm"]) is not { } company) return Wrong("realm: there is no such company");
            return CompanyChange.Apply(company, body, Camel) is { } wrong ? Wrong(wrong) : Reply.Ok(Shown(company));
        }
    }

    // As if the bank feed had matched the transaction, or a person reconciled it; {"kind":"SalesReceipt","id":"1","matched":false} undoes it.
    private Reply Matched(HttpContext http, JsonObject body)
    {
        lock (companies.Gate)
        {
            if (Company((string?)http.Request.RouteValues["realm"]) is not { } company) return Wrong("realm: there is no such company");
            if (Catalog.Find(body.Text("kind") ?? "") is not { Sequence: "Transaction" } kind) return Wrong("kind: a kind of transaction, such as SalesReceipt");
            if (body.Text("id") is not { } id || company.Get(kind.Name, id) is null) return Wrong($"id: there is no such {kind.Name}");
            company.Commit([], [("matched", $"{kind.Name}:{id}", body.Flag("matched") == false ? null : DocumentStore.Text(new JsonObject { ["row"] = $"{kind.Name}:{id}" }))]);
            return new Reply(204, null);
        }
    }

    private List<string> Realms()
    {
        lock (companies.Gate) return [.. companies.All.Select(company => company.Realm)];
    }

    private JsonObject Told()
    {
        var told = JsonSerializer.SerializeToNode(webhooks.Settings, Camel)!.AsObject();
        foreach (var (name, value) in webhooks.Shown()) told[name] = value?.DeepClone();
        return told;
    }

    private void Reset()
    {
        lock (companies.Gate)
        {
            companies.Reset();
            tokens.Reset();
        }
        throttle.Limits = new Limits();
        webhooks.Settings = new WebhookSettings();
        counters.Reset();
    }

    private Company? Company(string? realm) => companies.Find(string.IsNullOrEmpty(realm) ? Companies.DefaultRealm : realm);

    private static JsonObject Shown(Company company) => new()
    {
        ["realm"] = company.Realm, ["country"] = company.Country, ["homeCurrency"] = company.HomeCurrency, ["switches"] = JsonSerializer.SerializeToNode(company.Switches, Camel),
        ["preferences"] = company.Get("Preferences", "1")!.DeepClone(), ["companyInfo"] = company.Get("CompanyInfo", "1")!.DeepClone(),
        ["documents"] = new JsonObject(Catalog.All.Select(kind => KeyValuePair.Create(kind.Name, (JsonNode?)JsonValue.Create(company.All(kind.Name).Count)))),
    };

    private JsonObject Counted() => new(counters.All.Select(count => KeyValuePair.Create(count.Key, (JsonNode?)JsonValue.Create(count.Value))));

    private static Reply Change<T>(JsonObject body, T current, Action<T> set, Func<T, string?>? refusal = null)
    {
        var merged = JsonSerializer.SerializeToNode(current, Camel)!.AsObject();
        foreach (var (name, value) in body) merged[name] = value?.DeepClone();
        try
        {
            var wanted = merged.Deserialize<T>(Camel)!;
            if (refusal?.Invoke(wanted) is { } wrong) return Wrong(wrong);
            set(wanted);
        }
        catch (JsonException unknown)
        {
            return Wrong(unknown.Message);
        }
        return Reply.Ok(merged);
    }

    private static RequestDelegate Body(Func<HttpContext, JsonObject, Reply> answer) => Door.Open(async http =>
    {
        try
        {
            var body = http.Request.ContentLength is 0 or null && !http.Request.HasJsonContentType() ? [] : await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) as JsonObject;
            return body is null ? Wrong("the body must be a JSON object") : answer(http, body);
        }
        catch (JsonException)
        {
            return Wrong("the body must be JSON");
        }
    });

    private static Reply Done(Action act)
    {
        act();
        return new Reply(204, null);
    }

    private static Reply Wrong(string what) => new(400, new JsonObject { ["error"] = what });
}
