using Credentials.Connecting;
using Credentials.Sealing;
using Credentials.Storing;

namespace Credentials.Refusing;

/// <summary>Every cause for which this service refuses, said once.</summary>
internal static class Refusals
{
    public static Refusal Missing(string id) =>
        new(StatusCodes.Status404NotFound, "credential_missing", $"There is no credential '{id}'. Make it with PUT /api/credentials/{id}.");

    public static Refusal Inactive(string id) =>
        new(StatusCodes.Status403Forbidden, "credential_inactive", $"Credential '{id}' is switched off. PUT it with \"is_active\": true to use it.");

    public static Refusal TypeMismatch(string id, string has, string wanted) =>
        new(StatusCodes.Status400BadRequest, "credential_type_mismatch", $"Credential '{id}' is a {has} credential, not a {wanted} one.");

    public static Refusal Unreadable(string id, UnreadableException cause) =>
        new(StatusCodes.Status500InternalServerError, "credential_unreadable",
            $"Credential '{id}' cannot be decrypted: {cause.Message} Put the key that encrypted it back into {KeyRing.Setting}, or enter the credential anew with all its fields.", inner: cause);

    public static Refusal TargetTaken(string tenant, string platform, string by) =>
        new(StatusCodes.Status409Conflict, "target_taken",
            $"Tenant '{tenant}' already has an active {platform} credential, '{by}'; it can have one. Switch that one off or delete it first.");

    public static Refusal SameAccount(string platform, string account, string by) =>
        new(StatusCodes.Status409Conflict, "account_taken",
            $"The {platform} account {account} already stands behind the active credential '{by}'; under two ids it would be synced twice. Switch that one off or delete it first.");

    public static Refusal Invalid(IReadOnlyDictionary<string, string[]> errors, bool typeMismatch) =>
        new(StatusCodes.Status400BadRequest, typeMismatch ? "credential_type_mismatch" : "validation_failed", "The request has errors.", errors);

    public static Refusal Reconnect(string id, string reason) =>
        new(StatusCodes.Status409Conflict, "reconnect_required", $"{reason} Connect the company again: GET {ConnectLink.Of(id)}");

    public static Refusal ClientRefused(string id) =>
        new(StatusCodes.Status409Conflict, "client_refused",
            $"Intuit does not know the client_id and client_secret of credential '{id}' (invalid_client). Enter those of the app's keys page; development and production have different ones.");

    public static Refusal TokenEndpointAway(string message, Exception? cause = null) =>
        new(StatusCodes.Status503ServiceUnavailable, "token_endpoint_unavailable", message, inner: cause);

    public static Refusal NotStored(string id, Exception cause) =>
        new(StatusCodes.Status503ServiceUnavailable, "tokens_not_stored",
            $"Intuit gave credential '{id}' new tokens that the database does not take. They are kept in memory and written at the next call; until then no token is given out.", inner: cause);

    public static Refusal StateUnknown() =>
        new(StatusCodes.Status400BadRequest, "consent_state_unknown",
            "state: this answer from Intuit was not asked for here, was used before, or came after more than 10 minutes. Start again at /api/credentials/quickbooks/connect.");

    public static Refusal OtherRealm(string id, string has, string chosen) =>
        new(StatusCodes.Status409Conflict, "realm_mismatch",
            $"Credential '{id}' is for QuickBooks company {has}, but company {chosen} was chosen on Intuit's page. Nothing was changed. Start again at {ConnectLink.Of(id)} and choose {has}; or, to keep the books in the other company from now on, PUT /api/credentials/{id} with \"realm_id\": \"{chosen}\" first.");

    public static Refusal ConsentRefused(string reason) =>
        new(StatusCodes.Status400BadRequest, "consent_refused", $"Intuit gave no consent: {reason} Start again at /api/credentials/quickbooks/connect.");
}
