using System.Text.Json.Nodes;
using Hosting.Keys;
using Hosting.Problems;
using Microsoft.EntityFrameworkCore;
using QboSync.Mapping.Fields;
using QboSync.Mapping.Proposing;
using QboSync.Mapping.Saving;
using QboSync.Mapping.Showing;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Mapping;

/// <summary><c>/api/quickbooks/mapping</c>: how a company wants its books kept.</summary>
internal static class MappingRoutes
{
    private const string Title = "The request has errors";

    public static void MapMapping(this IEndpointRouteBuilder routes)
    {
        var mapping = routes.MapGroup("/api/quickbooks/mapping").WithTags("QuickBooks");
        mapping.MapGet("", ShowAsync).TakesQuery("tenant_id").Produces<MappingView>()
            .WithSummary("The mapping: every value, where it comes from, and what the company offers to choose from.");
        mapping.MapPut("", (string? tenant_id, HttpContext http, Asked asked, CancellationToken cancel) => SaveAsync(tenant_id, http, asked, whole: true, cancel))
            .TakesQuery("tenant_id").Accepts<BookMapping>("application/json").Produces<MappingView>()
            .WithSummary("Replaces the mapping; what is left out has its default again.");
        mapping.MapPatch("", (string? tenant_id, HttpContext http, Asked asked, CancellationToken cancel) => SaveAsync(tenant_id, http, asked, whole: false, cancel))
            .TakesQuery("tenant_id").Accepts<BookMapping>("application/json", "application/merge-patch+json").Produces<MappingView>()
            .WithSummary("Changes the fields that are named; null takes one back.");
        mapping.MapPost("/accept-proposals", AcceptAsync).TakesQuery("tenant_id").Produces<MappingView>()
            .WithSummary("Sets what is proposed: all of it, or the fields that are named.");
        mapping.MapGet("/changes", ChangesAsync).TakesQuery("tenant_id").WithSummary("Who changed what, newest first.");
    }

    /// <summary>What the routes need.</summary>
    internal sealed record Asked(TenantCompanies Companies, MappingShowing Showing, MappingSaving Saving);

    /// <summary>Which proposals; all where none are named.</summary>
    internal sealed record AcceptBody(IReadOnlyList<string>? Fields, int? Version);

    private static async Task<IResult> ShowAsync(string? tenant_id, HttpContext http, Asked asked, CancellationToken cancel) =>
        await asked.Companies.FindAsync(tenant_id, cancel) is { } company
            ? Shown(http, await asked.Showing.ShowAsync(company, cancel))
            : TenantCompanies.NotConnected(tenant_id);

    private static async Task<IResult> SaveAsync(string? tenantId, HttpContext http, Asked asked, bool whole, CancellationToken cancel)
    {
        if (await asked.Companies.FindAsync(tenantId, cancel) is not { } company) return TenantCompanies.NotConnected(tenantId);
        var (body, error) = await MappingBody.ReadAsync(http.Request, cancel);
        return body is null ? Wrong([error!]) : await SaveAsync(company, body, http, asked, whole, cancel);
    }

    private static async Task<IResult> AcceptAsync(string? tenant_id, AcceptBody? body, HttpContext http, Asked asked, CancellationToken cancel)
    {
        if (await asked.Companies.FindAsync(tenant_id, cancel) is not { } company) return TenantCompanies.NotConnected(tenant_id);
        var view = await asked.Showing.ShowAsync(company, cancel);
        if (view.ChoicesUnavailable is { } away) return Results.Problem(away, statusCode: 503, title: "QuickBooks could not be asked");
        var unknown = (body?.Fields ?? []).Where(field => view.Proposals.All(proposal => proposal.Field != field)).ToList();
        if (unknown.Count > 0) return Wrong([.. unknown.Select(field => new FieldError(field, "nothing is proposed for it"))]);
        var patch = new JsonObject();
        foreach (var proposal in view.Proposals.Where(proposal => body?.Fields is null || body.Fields.Contains(proposal.Field))) Put(patch, proposal);
        return await SaveAsync(company, new MappingBody(patch, body?.Version ?? view.Version), http, asked, whole: false, cancel);
    }

    private static async Task<IResult> SaveAsync(TenantCompany company, MappingBody body, HttpContext http, Asked asked, bool whole, CancellationToken cancel)
    {
        SaveResult result;
        try
        {
            result = await asked.Saving.SaveAsync(company, body, whole, Caller.Of(http), cancel);
        }
        catch (FaultException e)
        {
            return FaultAnswer.Of(e.Fault);
        }
        if (result.Errors.Count > 0) return Wrong(result.Errors);
        if (result.Clash is { } clash) return Results.Problem(clash.Message, statusCode: 409, title: "Two stores would write the same document numbers",
            extensions: new Dictionary<string, object?> { ["stores"] = new[] { clash.Store, clash.Other } });
        var view = await asked.Showing.ShowAsync(company, cancel);
        if (!result.Stale) return Shown(http, view with { Requeued = result.Requeued });
        return Results.Problem($"The mapping was changed meanwhile: it is at version {view.Version} now, and nothing of yours was saved. Look at 'current', and send your change with that version.",
            statusCode: 409, title: "The mapping was changed meanwhile", extensions: new Dictionary<string, object?> { ["current"] = System.Text.Json.JsonSerializer.SerializeToNode(view, MappingJson.Options) });
    }

    private static async Task<IResult> ChangesAsync(string? tenant_id, TenantCompanies companies, IDbContextFactory<QboSyncDb> databases, CancellationToken cancel)
    {
        if (await companies.FindAsync(tenant_id, cancel) is not { } company) return TenantCompanies.NotConnected(tenant_id);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await database.MappingChanges.AsNoTracking().Where(change => change.Account == company.Realm).OrderByDescending(change => change.Id).ToListAsync(cancel);
        return Results.Json(new { changes = rows.Select(row => new { row.Version, row.At, row.By, fields = JsonNode.Parse(row.Changes) }) }, MappingJson.Options);
    }

    private static IResult Shown(HttpContext http, MappingView view)
    {
        http.Response.Headers.ETag = $"\"{view.Version}\"";
        return Results.Json(view, MappingJson.Options);
    }

    private static IResult Wrong(IReadOnlyList<FieldError> errors) => Results.ValidationProblem(
        errors.GroupBy(error => error.Field).ToDictionary(field => field.Key, field => field.Select(error => error.Message).ToArray()),
        detail: string.Join(". ", errors), title: Title);

    private static void Put(JsonObject patch, Proposal proposal)
    {
        var fields = patch;
        foreach (var segment in proposal.Segments.SkipLast(1)) fields = (JsonObject)(fields[segment] ??= new JsonObject());
        fields[proposal.Segments[^1]] = proposal.Value;
    }
}
