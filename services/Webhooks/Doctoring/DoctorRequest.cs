using FluentValidation;

namespace Webhooks.Doctoring;

/// <summary>What <c>POST /api/webhooks/doctor</c> takes.</summary>
public sealed record DoctorRequest
{
    /// <summary>Id of the WooCommerce credential; may be missing where there is one.</summary>
    public string? StoreId { get; init; }

    /// <summary>Where the webhooks should deliver to; remembered. Null for what is known.</summary>
    public string? DeliveryUrl { get; init; }

    /// <summary>Correct addresses and secrets too, and pause second ones.</summary>
    public bool Repair { get; init; }
}

/// <summary>Checks a <see cref="DoctorRequest"/>.</summary>
public sealed class DoctorRequestValidator : AbstractValidator<DoctorRequest>
{
    /// <summary>The rules.</summary>
    public DoctorRequestValidator() => RuleFor(request => request.StoreId).Must(id => id is null or { Length: > 0 and <= 100 }).WithMessage("Must be 1 to 100 characters, or be left out.");
}
