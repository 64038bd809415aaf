using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Asking;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>Queries, in the address or as a text body.</summary>
internal sealed class QueryRoutes(Gateway gateway, Counters counters)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/v3/company/{realm}/query", gateway.Api((http, company, _) => Answer(company, http.Request.Query["query"]), CallKind.Query));
        app.MapPost("/v3/company/{realm}/query", gateway.Api((http, company, body) =>
            http.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() is "application/text" or "text/plain" ? Answer(company, body) : new Reply(415, null), CallKind.Query));
    }

    private Reply Answer(Company company, string? query) => Reply.Ok(new JsonObject { ["QueryResponse"] = Response(company, query), ["time"] = company.Clock.Envelope });

    public JsonObject Response(Company company, string? query)
    {
        var statement = Parser.Read(query);
        counters.Count($"query {statement.Kind.Name}");
        return Runner.Answer(company, statement);
    }
}
