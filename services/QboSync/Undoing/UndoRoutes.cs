using QboSync.Talking;

namespace QboSync.Undoing;

/// <summary><c>/api/quickbooks/undo</c>.</summary>
public static class UndoRoutes
{
    /// <summary>Maps it.</summary>
    public static void MapUndo(this IEndpointRouteBuilder routes)
    {
        var undo = routes.MapGroup("/api/quickbooks/undo").WithTags("QuickBooks");
        undo.MapPost("/", BeginAsync).WithSummary("Takes what a run or an import of history booked out of QuickBooks again; says what would happen unless dry_run is false.");
        undo.MapGet("/{id:guid}", OneAsync).WithSummary("How far an undo is, and what it left.");
    }

    private static async Task<IResult> BeginAsync(UndoRequest request, UndoPlanning planning, UndoBook undos, CancellationToken cancel)
    {
        if (request.Errors() is { Count: > 0 } errors) return Results.ValidationProblem(errors, title: "The request has errors");
        var accounts = await planning.AccountsAsync(request, cancel);
        if (accounts.Count == 0) return Results.Problem("There is no document in QuickBooks that was booked by it; what it undid before, or only updated, is not undone.", statusCode: 404, title: "Not found");
        if (accounts.Count > 1) return Results.Problem($"sync_id: its documents stand in several QuickBooks companies ({string.Join(", ", accounts)}); only one at a time can be undone.", statusCode: 409, title: "Conflict");
        var account = accounts[0];
        if (request.DryRun is false && await undos.RunningAsync(account, request.Selection, cancel) is { } running) return await AcceptedAsync(running.Id, undos, cancel);
        IReadOnlyList<UndoItem> items;
        try
        {
            items = await planning.PlanAsync(account, request, cancel);
        }
        catch (FaultException e)
        {
            return Results.Problem(e.Fault.Message, statusCode: 503, title: "QuickBooks cannot be asked");
        }
        if (request.DryRun is not false) return Results.Ok(UndoPage.Planned(account, request, items));
        var undo = await undos.BeginAsync(account, request, items, cancel);
        return await AcceptedAsync(undo.Id, undos, cancel);
    }

    private static async Task<IResult> AcceptedAsync(Guid id, UndoBook undos, CancellationToken cancel)
    {
        var (undo, items) = (await undos.OneAsync(id, cancel))!.Value;
        return Results.Accepted($"/api/quickbooks/undo/{id}", UndoPage.Of(undo, items));
    }

    private static async Task<IResult> OneAsync(Guid id, UndoBook undos, CancellationToken cancel) =>
        await undos.OneAsync(id, cancel) is var (undo, items)
            ? Results.Ok(UndoPage.Of(undo, items))
            : Results.Problem($"There is no undo {id}.", statusCode: 404, title: "Not found");
}
