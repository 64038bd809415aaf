using System.Text.RegularExpressions;
using Credentials.Fields;

namespace Credentials.Entering;

/// <summary>Ids of credentials and tenants: they stand in addresses, queues and ledgers.</summary>
internal static partial class EnteredId
{
    // The last part of a route of its own, /api/credentials/alerts, which would hide the credential.
    private const string Reserved = "alerts";

    public static string? CheckCredential(string id) => id.Equals(Reserved, StringComparison.OrdinalIgnoreCase) ? $"cannot be '{Reserved}', which is an address of its own" : Check(id);

    public static string? Check(string id) =>
        id.Length <= Limits.Id && Allowed().IsMatch(id) ? null : $"must be 1 to {Limits.Id} letters, digits, '.', '_' or '-', beginning with a letter or digit";

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Allowed();
}
