using System.Globalization;
using System.Text.Json;

namespace Syncing.Conflicts;

/// <summary>A conflict as it is shown.</summary>
/// <param name="Id">Carries the target, such as <c>quickbooks-17</c>.</param>
/// <param name="Target">The target.</param>
/// <param name="TenantId">The tenant.</param>
/// <param name="StoreId">Id of the WooCommerce credential.</param>
/// <param name="Account">The target account.</param>
/// <param name="Entity">orders, products or customers.</param>
/// <param name="Key">The WooCommerce id.</param>
/// <param name="Kind">What is in conflict.</param>
/// <param name="Subject">What it is about in the target.</param>
/// <param name="ExternalId">The id in the target.</param>
/// <param name="Message">What happened, in words.</param>
/// <param name="Differences">Each with <c>field</c>, <c>shop</c> and, under the target's name, what stands there.</param>
/// <param name="FoundAt">When it was first found.</param>
/// <param name="UpdatedAt">When it was last found, or resolved.</param>
/// <param name="Policy">The policy that was applied.</param>
/// <param name="State"><c>open</c> or <c>resolved</c>.</param>
/// <param name="Choices">What can be chosen.</param>
/// <param name="Resolution">What was chosen.</param>
/// <param name="By">Who chose.</param>
/// <param name="At">When.</param>
public sealed record ConflictPage(
    string Id, string Target, string TenantId, string StoreId, string Account, string Entity, string Key, string Kind, string Subject, string? ExternalId,
    string Message, IReadOnlyList<IReadOnlyDictionary<string, string?>> Differences, DateTimeOffset FoundAt, DateTimeOffset UpdatedAt, string? Policy,
    string State, IReadOnlyList<string> Choices, string? Resolution, string? By, DateTimeOffset? At)
{
    internal static ConflictPage Of(Conflict row, string target, IReadOnlyList<string> choices) => new(
        string.Create(CultureInfo.InvariantCulture, $"{target}-{row.Id}"), target, row.TenantId, row.StoreId, row.Account, row.Entity, row.Key, row.Kind,
        row.Subject, row.ExternalId, row.Message,
        [.. JsonSerializer.Deserialize<List<ConflictSide>>(row.Sides)!.Select(side => new Dictionary<string, string?> { ["field"] = side.Field, ["shop"] = side.Shop, [target] = side.Target })],
        row.FoundAt, row.UpdatedAt, row.Policy, row.State == ConflictState.Open ? "open" : "resolved",
        row.State == ConflictState.Open ? choices : [], row.Resolution, row.By, row.At);
}
