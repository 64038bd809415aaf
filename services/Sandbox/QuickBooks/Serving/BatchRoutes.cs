using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Booking;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>Up to thirty independent operations in one request; the answers come in no particular order.</summary>
internal sealed class BatchRoutes(Gateway gateway, QueryRoutes queries, Counters counters)
{
    private const int MostItems = 30;

    public void Map(IEndpointRouteBuilder app) => app.MapPost("/v3/company/{realm}/batch", gateway.Api(Batch, isBatch: true));

    private Reply Batch(HttpContext http, Company company, string text)
    {
        if (!http.Request.HasJsonContentType()) return new Reply(415, null);
        counters.Count("batch");
        var body = Gateway.Json(text);
        if (body.FirstOrDefault(property => property.Key != "BatchItemRequest").Key is { } unknown) throw Refuse.UnknownProperty(unknown);
        if (body["BatchItemRequest"] is not JsonArray items || items.Count == 0) throw Refuse.Missing("BatchItemRequest");
        if (items.Count > MostItems) throw Refuse.BatchTooBig(MostItems);
        var requestKey = RememberedReplies.BatchKey(http.Request.Query["requestid"]);
        var answers = items.Select(item => Item(company, requestKey, item as JsonObject ?? throw Refuse.UnknownProperty("BatchItemRequest"))).ToArray();
        Random.Shared.Shuffle(answers);
        return Reply.Ok(new JsonObject { ["BatchItemResponse"] = new JsonArray(answers), ["time"] = company.Clock.Envelope });
    }

    private JsonNode Item(Company company, string? requestKey, JsonObject item)
    {
        var id = item.Text("bId") ?? "";
        JsonObject answer;
        try
        {
            answer = item.Text("Query") is { } query ? new JsonObject { ["QueryResponse"] = queries.Response(company, query) } : Write(company, requestKey, id, item);
        }
        catch (QuickBooksFault fault)
        {
            answer = new JsonObject { ["Fault"] = Envelopes.Fault(fault) };
        }
        answer["bId"] = id;
        return answer;
    }

    private JsonObject Write(Company company, string? requestKey, string id, JsonObject item)
    {
        var (name, value) = item.FirstOrDefault(property => property.Key is not ("bId" or "operation" or "optionsData" or "Query"));
        var kind = name is null ? throw Refuse.Missing("BatchItemRequest entity") : Catalog.All.FirstOrDefault(known => known.Name == name) ?? throw Refuse.UnknownEntity(name);
        var operation = item.Text("operation") is { Length: > 0 } given ? given : throw Refuse.Missing("operation");
        var options = new WriteOptions(item.Text("optionsData")?.Contains("allowduplicatedocnum", StringComparison.OrdinalIgnoreCase) == true);
        counters.Count($"batch item {operation} {kind.Name}");
        if (operation is not ("create" or "update" or "delete" or "void")) throw Refuse.Unsupported(operation);
        var body = value as JsonObject ?? throw Refuse.UnknownProperty(kind.Name);
        var reply = Desk.Write(company, RememberedReplies.ItemKey(requestKey, id), draft =>
            new JsonObject { [kind.Name] = Desk.Run(draft, kind, operation, body, options).DeepClone() });
        if (reply.Replayed) counters.Count($"replayed {kind.Name}");
        var answer = reply.Body!;
        answer.Remove("time");
        return answer;
    }
}
