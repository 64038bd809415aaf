using System.Text.Json;
using Credentials.Fields;
using FluentValidation;

namespace Credentials.Entering;

/// <summary>Whether the body of a PUT is well formed; what it lacks is looked at once it is laid over what is stored.</summary>
internal sealed class CredentialRequestValidator : AbstractValidator<CredentialRequest>
{
    /// <summary>Error code of a value of the wrong JSON type, and of a field that belongs to another platform.</summary>
    public const string TypeMismatch = "type_mismatch";

    public CredentialRequestValidator()
    {
        RuleFor(r => r).Custom((request, errors) =>
        {
            foreach (var name in request.Others?.Keys ?? Enumerable.Empty<string>())
                errors.AddFailure(name, "is not a field of a credential; there are tenant_id, platform, credentials, oauth_tokens and is_active.");
            Text(errors, "tenant_id", request.TenantId, EnteredId.Check);
            Text(errors, "platform", request.Platform, text => Platforms.All.Contains(text) ? null : $"must be one of {string.Join(", ", Platforms.All)}");
            if (request.Platform is null) errors.AddFailure("platform", $"is missing: one of {string.Join(", ", Platforms.All)}.");
            if (request.IsActive is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) } other)
                Mismatch(errors, "is_active", $"must be true or false, not {Kind(other)}.");
            if (request.PlatformText is not { } platform || !Platforms.All.Contains(platform)) return;

            Fields(errors, "credentials", request.Credentials, platform, FieldRules.OfCredentials(platform));
            if (request.OauthTokens is not null && platform != Platforms.QuickBooks)
                Mismatch(errors, "oauth_tokens", $"belong to quickbooks; platform says {platform}.");
            else Fields(errors, "oauth_tokens", request.OauthTokens, platform, FieldRules.OfTokens(platform));
        });
    }

    private static void Fields(ValidationContext<CredentialRequest> errors, string group, JsonElement? given, string platform, IReadOnlyList<FieldRule> rules)
    {
        if (given is not { } fields) return;
        if (fields.ValueKind != JsonValueKind.Object)
        {
            Mismatch(errors, group, $"must be an object with fields, not {Kind(fields)}.");
            return;
        }
        foreach (var field in fields.EnumerateObject())
        {
            var name = $"{group}.{field.Name}";
            if (rules.FirstOrDefault(rule => rule.Name == field.Name) is { } rule) Text(errors, name, field.Value, rule.Check);
            else if (FieldRules.PlatformsWith(field.Name).FirstOrDefault() is { } owner && owner != platform)
                Mismatch(errors, name, $"belongs to {owner}; platform says {platform}.");
            else errors.AddFailure(name, $"is not a field of {platform}; there are {string.Join(", ", rules.Select(r => r.Name))}.");
        }
        foreach (var twice in fields.EnumerateObject().GroupBy(field => field.Name).Where(same => same.Count() > 1))
            errors.AddFailure($"{group}.{twice.Key}", "is given twice.");
    }

    private static void Text(ValidationContext<CredentialRequest> errors, string name, JsonElement? given, Func<string, string?> check)
    {
        if (given is not { } value || value.ValueKind == JsonValueKind.Null) return;
        if (value.ValueKind != JsonValueKind.String) Mismatch(errors, name, $"must be text, not {Kind(value)}.");
        else if (value.GetString() is not { Length: > 0 } text) errors.AddFailure(name, "is empty.");
        else if (check(text) is { } wrong) errors.AddFailure(name, $"{wrong}.");
    }

    private static void Mismatch(ValidationContext<CredentialRequest> errors, string name, string message) =>
        errors.AddFailure(new FluentValidation.Results.ValidationFailure(name, message) { ErrorCode = TypeMismatch });

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "text",
        _ => "null",
    };
}
