using System.Globalization;
using Contracts;
using Contracts.Proving;

namespace Syncing.Proving;

/// <summary>Checks what a target service is asked for a proof.</summary>
public static class ProofQuestions
{
    /// <summary>What is wrong with it, naming the field; null where nothing is.</summary>
    public static string? Wrong(ProofQuestion question, bool standing) =>
        question.TenantId.Length == 0 ? "tenant_id: must not be empty"
        : question.StoreId.Length == 0 ? "store_id: must not be empty"
        : !Entities.All.Contains(question.Entity) ? "entity: must be orders, products or customers"
        : question.Keys is { Count: > ProofQuestion.MostKeys } ? string.Create(CultureInfo.InvariantCulture, $"keys: at most {ProofQuestion.MostKeys}")
        : standing && question is { Keys: null, Entity: Entities.Orders } and ({ Start: null } or { End: null } or { From: null } or { Until: null }) ? "start, end, from, until: must be given for orders"
        : null;
}
