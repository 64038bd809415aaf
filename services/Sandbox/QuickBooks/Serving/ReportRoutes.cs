using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Reporting;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>Three reports, each of which says in its header what it sums: ProfitAndLoss, TransactionList and TrialBalance.</summary>
internal sealed class ReportRoutes(Gateway gateway, Counters counters)
{
    public void Map(IEndpointRouteBuilder app) => app.MapGet("/v3/company/{realm}/reports/{name}", gateway.Api(Report, CallKind.Report));

    private Reply Report(HttpContext http, Company company, string _)
    {
        var name = (string)http.Request.RouteValues["name"]!;
        counters.Count($"report {name}");
        var period = Period.Of(http.Request.Query, company);
        var customers = Named(http, "customer");
        return Reply.Ok(name switch
        {
            "ProfitAndLoss" => ProfitAndLoss.Of(company, period, customers),
            "TransactionList" => TransactionList.Of(company, period, customers, Named(http, "transaction_type")),
            "TrialBalance" => TrialBalance.Of(company, period),
            _ => throw Refuse.NoSuchResource(http.Request.Path),
        });
    }

    private static HashSet<string>? Named(HttpContext http, string parameter) =>
        http.Request.Query[parameter].ToString() is { Length: > 0 } given ? [.. given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : null;
}
