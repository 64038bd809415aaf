using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Mapping;

/// <summary>The QuickBooks company that a tenant is connected to.</summary>
/// <param name="Account">Its account, with the credential.</param>
/// <param name="Company">To talk to it.</param>
public sealed record TenantCompany(TargetAccount Account, QuickBooksCompany Company)
{
    /// <summary>The tenant.</summary>
    public string TenantId => Account.Credential.TenantId;

    /// <summary>The company's <c>realm_id</c>.</summary>
    public string Realm => Company.Realm;

    /// <summary>First day that is booked, in the shop's zone; null for all.</summary>
    public string? StartDate => Account.Credential.FieldOrNull("start_date");
}
