using FluentValidation;
using Hosting.Settings;
using Microsoft.Extensions.Options;

namespace Webhooks.Requesting;

/// <summary>Checks a <see cref="SyncRequest"/>.</summary>
public sealed class SyncRequestValidator : AbstractValidator<SyncRequest>
{
    /// <summary>How many ids one request may name.</summary>
    public const int MostIds = 10_000;

    /// <summary>The rules.</summary>
    public SyncRequestValidator(IOptions<SyncOptions> sync)
    {
        RuleFor(request => request.Target).Must(target => target is null || sync.Value.TargetList().Contains(target))
            .WithMessage($"Must be one of {string.Join(", ", sync.Value.TargetList())}, or left out for all.");
        RuleFor(request => request.Ids).Must(ids => ids is null or { Count: > 0 and <= MostIds }).WithMessage($"Give 1 to {MostIds} ids, or leave it out.")
            .Must(ids => ids is null || ids.All(id => id > 0)).WithMessage("WooCommerce ids are positive numbers.");
        RuleFor(request => request.DateRange).Must((request, range) => range is null || request.Ids is null).WithMessage("Give either ids or date_range.");
        RuleFor(request => request.FullSync).Must((request, full) => !full || request.Ids is null).WithMessage("Certain ids are always read in full: leave out full_sync or ids.");
        When(request => request.DateRange is not null, () =>
        {
            RuleFor(request => request.DateRange!.Start).NotNull().WithMessage("Give the first day, such as 2024-01-01.");
            RuleFor(request => request.DateRange!.End).NotNull().WithMessage("Give the last day, such as 2024-01-31.")
                .Must((request, end) => end is null || request.DateRange!.Start is null || end >= request.DateRange.Start).WithMessage("Must not be before date_range.start.");
            RuleFor(request => request.DateRange!.Field).Must(field => field is null or "modified" or "created").WithMessage("Must be modified or created.");
        });
        RuleFor(request => request.TenantId).Must(Known).WithMessage("Must not be empty, and at most 100 characters.");
        RuleFor(request => request.StoreId).Must(Known).WithMessage("Must not be empty, and at most 100 characters.");
        RuleFor(request => request.Reason).MaximumLength(500);
    }

    private static bool Known(string? name) => name is null or { Length: > 0 and <= 100 };
}
