using System.Text.Json;
using Credentials.Fields;
using Credentials.Refreshing;
using Credentials.Refusing;
using Credentials.Sealing;
using Credentials.Storing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Entering;

/// <summary>Checks one entered credential and lays it into a database context; the caller saves.</summary>
internal sealed class CredentialEntry(Vault vault, IValidator<CredentialRequest> validator, TimeProvider clock)
{
    public const string DefaultTenant = "default-tenant";

    /// <exception cref="Refusal">What is wrong, by field; or the tenant already has an active credential of this target.</exception>
    public async Task<Entered> ApplyAsync(CredentialsDb database, string id, CredentialRequest request, CancellationToken cancel)
    {
        Wellformed(id, request);
        var row = await database.Credentials.SingleOrDefaultAsync(c => c.Id == id, cancel);
        var created = row is null;
        var now = clock.GetUtcNow();
        var platform = request.PlatformText!;
        row ??= new IntegrationCredential { Id = id, TenantId = request.TenantText ?? DefaultTenant, Platform = platform, CreatedAt = now, IsActive = true };
        SamePlace(row, request);

        var stored = created ? [] : StoredFields(row, request);
        var rules = FieldRules.OfCredentials(platform);
        var merged = FieldMerge.Merge(stored, request.Credentials, rules);
        var missing = FieldMerge.Missing(merged, rules).Select(name => $"credentials.{name}").ToList();
        if (platform == Platforms.WooCommerce) WebhookSecretChange.Apply(stored, merged, now);

        TokenState? state = null;
        if (platform == Platforms.QuickBooks)
        {
            state = await database.TokenStates.SingleOrDefaultAsync(s => s.CredentialId == id, cancel);
            if (state is null) database.TokenStates.Add(state = new TokenState { CredentialId = id });
            missing.AddRange(TokenEntry.Missing(request, merged));
        }
        if (missing.Count > 0) throw Refusals.Invalid(missing.ToDictionary(name => name, _ => new[] { "is missing." }), typeMismatch: false);

        if (request.IsActive is { } active) row.IsActive = active.GetBoolean();
        await OnlyOneAsync(database, row, cancel);
        if (state is not null) TokenEntry.Apply(vault, row, state, request, merged.GetValueOrDefault(FieldNames.RealmId), now);
        FieldColumns.Put(vault, row, merged);
        await OtherAccounts.RefuseAsync(database, row, cancel);
        row.Touch(now);
        if (created) database.Credentials.Add(row);
        return new Entered(row, state, created);
    }

    private void Wellformed(string id, CredentialRequest request)
    {
        var failures = validator.Validate(request).Errors;
        if (EnteredId.CheckCredential(id) is { } wrong) failures.Add(new("id", $"{wrong}."));
        if (failures.Count == 0) return;
        throw Refusals.Invalid(
            failures.GroupBy(f => f.PropertyName).ToDictionary(same => same.Key, same => same.Select(f => f.ErrorMessage).ToArray()),
            failures.Any(f => f.ErrorCode == CredentialRequestValidator.TypeMismatch));
    }

    private static void SamePlace(IntegrationCredential row, CredentialRequest request)
    {
        if (row.Platform != request.PlatformText)
            throw Refusals.Invalid(new Dictionary<string, string[]> { ["platform"] = [$"says {request.PlatformText}, but credential '{row.Id}' is a {row.Platform} one. Use another id, or delete it first."] }, typeMismatch: true);
        if (request.TenantText is { } tenant && tenant != row.TenantId)
            throw Refusals.Invalid(new Dictionary<string, string[]> { ["tenant_id"] = [$"cannot be changed: credential '{row.Id}' belongs to tenant '{row.TenantId}'. Use another id, or delete it first."] }, typeMismatch: false);
    }

    private Dictionary<string, string> StoredFields(IntegrationCredential row, CredentialRequest request)
    {
        try
        {
            return FieldColumns.Get(vault, row);
        }
        catch (UnreadableException e)
        {
            // Entering everything anew is the way out of a lost key.
            var rules = FieldRules.OfCredentials(row.Platform);
            if (FieldMerge.Missing(FieldMerge.Merge(new Dictionary<string, string>(), request.Credentials, rules), rules).Any()) throw Refusals.Unreadable(row.Id, e);
            return [];
        }
    }

    private static async Task OnlyOneAsync(CredentialsDb database, IntegrationCredential row, CancellationToken cancel)
    {
        if (!row.IsActive || !Platforms.IsTarget(row.Platform)) return;
        var other = await database.Credentials.AsNoTracking()
            .Where(c => c.TenantId == row.TenantId && c.Platform == row.Platform && c.IsActive && c.Id != row.Id)
            .Select(c => c.Id).FirstOrDefaultAsync(cancel);
        if (other is not null) throw Refusals.TargetTaken(row.TenantId, row.Platform, other);
    }
}

/// <summary>What became of an entered credential.</summary>
internal sealed record Entered(IntegrationCredential Row, TokenState? State, bool Created);
