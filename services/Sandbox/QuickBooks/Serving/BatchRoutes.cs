using System.Buffers;
using System.Text.Json;
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
        var answers = new List<(string Id, Reply Reply)>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i] as JsonObject ?? throw Refuse.UnknownProperty("BatchItemRequest");
            var answer = hit?[i] == true ? Struck(company, requestKey, item, struck!.Rule) : Item(company, requestKey, item);
            if (answer is not null) answers.Add((item.Text("bId") ?? "", answer));
        }
        var ordered = answers.ToArray();
        if (company.Switches.ShufflesBatchAnswers) Random.Shared.Shuffle(ordered);
        return Reply.Ok(Written(ordered, company.Clock.Envelope));
    }

    // Put together from texts: most answers are the documents as they have just been stored.
    private static byte[] Written((string Id, Reply Reply)[] answers, string time)
    {
        var bytes = new ArrayBufferWriter<byte>(answers.Sum(answer => answer.Reply.Text?.Length ?? 1000) + 1000);
        bytes.Write("{\"BatchItemResponse\":["u8);
        var first = true;
        foreach (var (id, reply) in answers)
        {
            reply.Body?.Remove("time");
            bytes.Write(first ? "{\"bId\":"u8 : ",{\"bId\":"u8);
            bytes.Write(JsonSerializer.SerializeToUtf8Bytes(id));
            bytes.Write(","u8);
            bytes.Write((reply.Text ?? Door.Text(reply.Body!)).AsSpan(1)); // without its opening brace
            first = false;
        }
        bytes.Write("],\"time\":"u8);
        bytes.Write(JsonSerializer.SerializeToUtf8Bytes(time));
        bytes.Write("}"u8);
        return bytes.WrittenSpan.ToArray();
    }

    private Reply? Struck(Company company, string? requestKey, JsonObject item, FaultRule rule)
    {
        if (rule.AfterCommit) Item(company, requestKey, item);
        return rule.Kind == FaultKind.BatchItemsMissing ? null : Refused(Refuse.Injected(rule.Code));
    }

    private Reply Item(Company company, string? requestKey, JsonObject item)
    {
        try
        {
            return item.Text("Query") is { } query ? Query(company, query) : Write(company, requestKey, item.Text("bId") ?? "", item);
        }
        catch (QuickBooksFault fault)
        {
            return Refused(fault);
        }
    }

    private static Reply Refused(QuickBooksFault fault) => Reply.Ok(new JsonObject { ["Fault"] = Envelopes.Fault(fault) });

    private Reply Query(Company company, string query)
    {
        counters.MeterItem(company.Realm, isQuery: true);
        return Reply.Ok(new JsonObject { ["QueryResponse"] = queries.Response(company, query) });
    }

    private Reply Write(Company company, string? requestKey, string id, JsonObject item)
    {
        var (name, value) = item.FirstOrDefault(property => property.Key is not ("bId" or "operation" or "optionsData" or "Query"));
        var kind = name is null ? throw Refuse.Missing("BatchItemRequest entity") : Catalog.OfBody(name) ?? throw Refuse.UnknownEntity(name);
        var operation = item.Text("operation") is { Length: > 0 } given ? given : throw Refuse.Missing("operation");
        var options = item.Text("optionsData") ?? "";
        counters.Count($"batch item {operation} {kind.Name}");
        counters.MeterItem(company.Realm, isQuery: false);
        if (operation is not ("create" or "update" or "delete" or "void")) throw Refuse.Unsupported(operation);
        var body = value as JsonObject ?? throw Refuse.UnknownProperty(kind.Name);
        var reply = Desk.WriteEntity(company, RememberedReplies.ItemKey(requestKey, id), kind, timed: false, draft =>
            Desk.Run(draft, kind, operation, body, new WriteOptions(Names(options, "allowduplicatedocnum")), Names(options, "void")));
        if (reply.Replayed) counters.Count($"replayed {kind.Name}");
        return reply;
    }

    private static bool Names(string options, string option) => options.Contains(option, StringComparison.OrdinalIgnoreCase);
}
