using System.Text.Json;
using Contracts;
using FluentValidation;
using Webhooks.Requesting;

namespace Webhooks.Resyncing;

/// <summary>A resync message as the sync API's request, under the same rules.</summary>
public static class ResyncRequests
{
    /// <summary>The request.</summary>
    /// <exception cref="ResyncRefusedException">It breaks a rule; the message names the field.</exception>
    public static SyncRequest Of(ResyncRequested message, IValidator<SyncRequest> rules)
    {
        if (message.Entity is null || !Entities.All.Contains(message.Entity))
            throw new ResyncRefusedException($"entity: {(message.Entity is null ? "is missing; it" : $"'{message.Entity}' is not known; it")} must be one of {string.Join(", ", Entities.All)}.");
        if (message.RequestedBy is { Length: > 100 }) throw new ResyncRefusedException("requested_by: at most 100 characters.");
        var request = new SyncRequest
        {
            Target = message.Target, FullSync = message.FullSync, DryRun = message.DryRun, Ids = message.Ids, History = message.History, Force = message.Force,
            TenantId = message.TenantId, StoreId = message.StoreId, Reason = message.Reason,
            DateRange = message.DateRange is { } days ? new DateRange { Start = days.Start, End = days.End, Field = days.Field } : null,
        };
        var result = rules.Validate(request);
        return result.IsValid ? request : throw new ResyncRefusedException(string.Join(' ', result.Errors.Select(error => $"{Name(error.PropertyName)}: {error.ErrorMessage}").Distinct()));
    }

    private static string Name(string property) => string.Join('.', property.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
}
