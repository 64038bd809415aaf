using System.Text.Json.Nodes;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Reserving;

/// <summary>
/// QuickBooks seems to have the customer or item already, and a person must say which one it is. <see cref="EntryLinking"/> takes the answer,
/// for <see cref="Kind"/> and <see cref="Key"/>.
/// </summary>
public sealed class FirstContactException(string account, EntryPlan plan, IReadOnlyList<EntryCandidate> candidates)
    : FaultException(new Fault(FaultKind.Conflict, CodeName, Words(plan, candidates)))
{
    /// <summary>The fault's code.</summary>
    public const string CodeName = "first_contact";

    private const int MostListed = 5;

    /// <summary>The company's <c>realm_id</c>.</summary>
    public string Account => account;

    /// <summary><c>Customer</c> or <c>Item</c>.</summary>
    public string Entity => plan.Entity;

    /// <summary>What <see cref="Key"/> is.</summary>
    public ReservationKind Kind => plan.Kind;

    /// <summary>The reservation's key.</summary>
    public string Key => plan.Key;

    /// <summary>What would be made, its name included.</summary>
    public JsonObject Wanted => plan.Body(plan.Names[0]);

    /// <summary>What stands in QuickBooks, the likeliest first.</summary>
    public IReadOnlyList<EntryCandidate> Candidates => candidates;

    // E-mail addresses are left to whoever asks for the candidates: this text goes into logs.
    private static string Words(EntryPlan plan, IReadOnlyList<EntryCandidate> candidates)
    {
        var what = plan.Entity.ToLowerInvariant();
        var listed = string.Join(", ", candidates.Take(MostListed).Select(candidate =>
            $"'{candidate.Name}' (id {candidate.Id}{(candidate.Sku is { Length: > 0 } sku ? $", SKU {sku}" : "")})"));
        var more = candidates.Count > MostListed ? $" and {candidates.Count - MostListed} more" : "";
        return $"QuickBooks seems to have this {what} already: {listed}{more}. Nothing was booked. Say in the list of conflicts which one it is, or that a new one is to be made; it then goes on by itself.";
    }
}
