using FluentValidation;
using Hosting.Settings;
using Microsoft.Extensions.Options;

namespace Webhooks.Proving;

/// <summary>What <c>POST /api/completeness</c> takes.</summary>
public sealed record CompletenessRequest
{
    /// <summary>Id of the WooCommerce credential; may be missing where the tenant has one store.</summary>
    public string? StoreId { get; init; }

    /// <summary>One target; null for all.</summary>
    public string? Target { get; init; }

    /// <summary>First day, in the shop's zone.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public DateOnly? End { get; init; }

    /// <summary>orders, products, customers; null for all three.</summary>
    public IReadOnlyList<string>? Entities { get; init; }

    /// <summary>Null for the default tenant.</summary>
    public string? TenantId { get; init; }
}

/// <summary>Checks a <see cref="CompletenessRequest"/>.</summary>
public sealed class CompletenessRequestValidator : AbstractValidator<CompletenessRequest>
{
    /// <summary>The rules.</summary>
    public CompletenessRequestValidator(IOptions<SyncOptions> sync)
    {
        RuleFor(request => request.Start).NotNull().WithMessage("Give the first day, such as 2024-01-01.");
        RuleFor(request => request.End).NotNull().WithMessage("Give the last day, such as 2024-01-31.")
            .Must((request, end) => end is null || request.Start is null || end >= request.Start).WithMessage("Must not be before start.");
        RuleFor(request => request.Target).Must(target => target is null || sync.Value.TargetList().Contains(target))
            .WithMessage($"Must be one of {string.Join(", ", sync.Value.TargetList())}, or left out for all.");
        RuleFor(request => request.Entities).Must(entities => entities is null || (entities.Count > 0 && entities.All(Contracts.Entities.All.Contains)))
            .WithMessage("Must be some of orders, products and customers, or left out for all.");
        RuleFor(request => request.StoreId).Must(Known).WithMessage("Must not be empty, and at most 100 characters.");
        RuleFor(request => request.TenantId).Must(Known).WithMessage("Must not be empty, and at most 100 characters.");
    }

    private static bool Known(string? name) => name is null or { Length: > 0 and <= 100 };
}
