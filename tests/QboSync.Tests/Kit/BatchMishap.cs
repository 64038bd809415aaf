using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace QboSync.Tests.Kit;

/// <summary>Something that goes wrong with a batch that writes.</summary>
internal static class BatchMishap
{
    /// <summary>A batch; the stricter question whether it writes needs its body.</summary>
    public static Func<HttpRequest, bool> Writes { get; } = request =>
        request.Path.Value!.EndsWith("/batch", StringComparison.Ordinal) && request.Query.ContainsKey("requestid");

    /// <summary>QuickBooks does it all, and the connection breaks before the answer arrives.</summary>
    public static Mishap CommitThenDrop() => Mishap.CommitThenDrop("Batch") with { Hits = Writes };

    /// <summary>The connection breaks before QuickBooks saw the request.</summary>
    public static Mishap Drop() => Mishap.Drop("Batch") with { Hits = Writes };

    /// <summary>QuickBooks does it all, and its answer arrives changed.</summary>
    public static Mishap Changed(Action<JsonArray> change) => new(Writes, async (http, next) =>
    {
        var wire = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        await next(http);
        http.Response.Body = wire;
        var body = JsonNode.Parse(answer.ToArray())!;
        change(body["BatchItemResponse"]!.AsArray());
        http.Response.ContentLength = null;
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString()));
    });

    /// <summary>Only some of the items are carried out; the others are not in the answer.</summary>
    public static Mishap DoesOnly(int count) => new(Writes, async (http, next) =>
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!;
        var items = body["BatchItemRequest"]!.AsArray();
        while (items.Count > count) items.RemoveAt(items.Count - 1);
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        (http.Request.Body, http.Request.ContentLength) = (new MemoryStream(bytes), bytes.Length);
        await next(http);
    });

    /// <summary>Puts a fault in the place of what an item holds.</summary>
    public static void Fault(JsonNode item, string code, string type)
    {
        foreach (var name in item.AsObject().Select(property => property.Key).Where(name => name != "bId").ToList()) item.AsObject().Remove(name);
        item["Fault"] = new JsonObject { ["Error"] = new JsonArray(new JsonObject { ["Message"] = "Failed", ["Detail"] = "Failed", ["code"] = code }), ["type"] = type };
    }
}
