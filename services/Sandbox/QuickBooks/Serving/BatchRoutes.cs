using System.Text.Json.Nodes;
using Sandbox.Faults;
using Sandbox.QuickBooks.Booking;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>Up to thirty independent operations in one request; the answers come in no particular order.</summary>
internal sealed class BatchRoutes(Gateway gateway, QueryRoutes queries, Counters counters)
{
    private const int MostItems = 30;

    public void Map(IEndpointRouteBuilder app) => app.MapPost("/v3/company/{realm}/batch", gateway.Api(Batch, CallKind.Batch));

    private Reply Batch(HttpContext http, Company company, string text)
    {
        if (!http.Request.HasJsonContentType()) return new Reply(415, null);
        counters.Count("batch");
        var body = Gateway.Json(text);
        if (body.FirstOrDefault(property => property.Key != "BatchItemRequest").Key is { } unknown) throw Refuse.UnknownProperty(unknown);
        if (body["BatchItemRequest"] is not JsonArray items || items.Count == 0) throw Refuse.Missing("BatchItemRequest");
        if (items.Count > MostItems) throw Refuse.BatchTooBig(MostItems);
        var requestKey = RememberedReplies.BatchKey(http.Request.Query["requestid"]);
        var struck = StruckFault.Of(http) is { Rule.Kind: FaultKind.BatchItemFault or FaultKind.BatchItemsMissing } fault ? fault : null;
        var hit = struck?.Items(items.Count);
        var answers = new List<JsonNode>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i] as JsonObject ?? throw Refuse.UnknownProperty("BatchItemRequest");
            var answer = hit?[i] == true ? Struck(company, requestKey, item, struck!.Rule) : Item(company, requestKey, item);
            if (answer is not null) answers.Add(answer);
        }
        var ordered = answers.ToArray();
        if (company.Switches.ShufflesBatchAnswers) Random.Shared.Shuffle(ordered);
        return Reply.Ok(new JsonObject { ["BatchItemResponse"] = new JsonArray(ordered), ["time"] = company.Clock.Envelope });
    }

    private JsonObject? Struck(Company company, string? requestKey, JsonObject item, FaultRule rule)
    {
        if (rule.AfterCommit) Item(company, requestKey, item);
        return rule.Kind == FaultKind.BatchItemsMissing ? null : new JsonObject { ["Fault"] = Envelopes.Fault(Refuse.Injected(rule.Code)), ["bId"] = item.Text("bId") ?? "" };
    }

    private JsonObject Item(Company company, string? requestKey, JsonObject item)
    {
        var id = item.Text("bId") ?? "";
        JsonObject answer;
        try
        {
            answer = item.Text("Query") is { } query ? Query(company, query) : Write(company, requestKey, id, item);
        }
        catch (QuickBooksFault fault)
        {
            answer = new JsonObject { ["Fault"] = Envelopes.Fault(fault) };
        }
        answer["bId"] = id;
        return answer;
    }

    private JsonObject Query(Company company, string query)
    {
        counters.MeterItem(company.Realm, isQuery: true);
        return new JsonObject { ["QueryResponse"] = queries.Response(company, query) };
    }

    private JsonObject Write(Company company, string? requestKey, string id, JsonObject item)
    {
        var (name, value) = item.FirstOrDefault(property => property.Key is not ("bId" or "operation" or "optionsData" or "Query"));
        var kind = name is null ? throw Refuse.Missing("BatchItemRequest entity") : Catalog.OfBody(name) ?? throw Refuse.UnknownEntity(name);
        var operation = item.Text("operation") is { Length: > 0 } given ? given : throw Refuse.Missing("operation");
        var options = item.Text("optionsData") ?? "";
        counters.Count($"batch item {operation} {kind.Name}");
        counters.MeterItem(company.Realm, isQuery: false);
        if (operation is not ("create" or "update" or "delete" or "void")) throw Refuse.Unsupported(operation);
        var body = value as JsonObject ?? throw Refuse.UnknownProperty(kind.Name);
        var reply = Desk.Write(company, RememberedReplies.ItemKey(requestKey, id), draft =>
        {
            var document = Desk.Run(draft, kind, operation, body, new WriteOptions(Names(options, "allowduplicatedocnum")), Names(options, "void"));
            return new JsonObject { [kind.Name] = document.DeepClone() };
        });
        if (reply.Replayed) counters.Count($"replayed {kind.Name}");
        var answer = reply.Body!;
        answer.Remove("time");
        return answer;
    }

    private static bool Names(string options, string option) => options.Contains(option, StringComparison.OrdinalIgnoreCase);
}
