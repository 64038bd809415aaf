using FluentValidation;
using Webhooks.Judging;

namespace Webhooks.Doctoring;

/// <summary>What <c>POST /api/webhooks/doctor/accept-source</c> takes.</summary>
public sealed record AcceptSourceRequest
{
    /// <summary>Id of the WooCommerce credential; may be missing where there is one.</summary>
    public string? StoreId { get; init; }

    /// <summary>An address that the shop's deliveries name as theirs.</summary>
    public string? Source { get; init; }
}

/// <summary>Checks an <see cref="AcceptSourceRequest"/>.</summary>
public sealed class AcceptSourceRequestValidator : AbstractValidator<AcceptSourceRequest>
{
    /// <summary>The rules.</summary>
    public AcceptSourceRequestValidator()
    {
        RuleFor(request => request.StoreId).Must(id => id is null or { Length: > 0 and <= 100 }).WithMessage("Must be 1 to 100 characters, or be left out.");
        RuleFor(request => request.Source).NotEmpty().WithMessage("Give the address that the deliveries name, such as https://www.shop.example/.")
            .Must(source => Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https").WithMessage("Must be an address such as https://www.shop.example/.")
            .Must(source => ShopName.Of(source!).Length <= AcceptedSource.LongestName).WithMessage($"Must be at most {AcceptedSource.LongestName} characters.").When(request => !string.IsNullOrEmpty(request.Source), ApplyConditionTo.CurrentValidator);
    }
}
