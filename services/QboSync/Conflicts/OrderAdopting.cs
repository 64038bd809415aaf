using System.Text.Json;
using System.Text.RegularExpressions;
using QboSync.Adopting;
using Syncing.Conflicts;
using ProblemHttpResult = Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult;

namespace QboSync.Conflicts;

/// <summary>An order that seems to stand in the books already: the same answers as over <c>/api/quickbooks/adopt</c>.</summary>
public sealed partial class OrderAdopting(AdoptionDesk desk)
{
    /// <summary>The document is the order's: null, or why it cannot be.</summary>
    public Task<string?> LinkAsync(Conflict conflict, string documentId, CancellationToken cancel) =>
        AskAsync(Request(conflict) with { DocumentId = JsonSerializer.SerializeToElement(documentId) }, cancel);

    /// <summary>It is another one, and the order is booked beside it: null, or why it cannot be.</summary>
    public Task<string?> CreateAsync(Conflict conflict, CancellationToken cancel) => AskAsync(Request(conflict) with { Create = true }, cancel);

    /// <summary>The document that a held order's message speaks of; null where it names none.</summary>
    public static string? Named(string? message) => Pattern().Match(message ?? "") is { Success: true } match ? match.Groups[1].Value : null;

    private static AdoptRequest Request(Conflict conflict) => new() { StoreId = conflict.StoreId, OrderId = JsonSerializer.SerializeToElement(conflict.Key) };

    private async Task<string?> AskAsync(AdoptRequest request, CancellationToken cancel) =>
        await desk.DecideAsync(request, cancel) is ProblemHttpResult problem ? $"choice: {problem.ProblemDetails.Detail}" : null;

    [GeneratedRegex(@"\(id (\d+)\)")]
    private static partial Regex Pattern();
}
