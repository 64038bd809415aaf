using FluentValidation;
using Hosting.Settings;
using Microsoft.Extensions.Options;

namespace Webhooks.Deliveries;

/// <summary>Deliveries to send through the gate once more.</summary>
public sealed record ReplayRequest
{
    /// <summary>Journal ids.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Or a filter.</summary>
    public DeliveryFilter? Filter { get; init; }

    /// <summary>One target; null for all.</summary>
    public string? Target { get; init; }

    /// <summary>Publish even what the targets know already. Never an older version.</summary>
    public bool Force { get; init; }

    /// <summary>Only say what would happen.</summary>
    public bool DryRun { get; init; }

    /// <summary>How many deliveries at most; what is left is answered with a <see cref="Cursor"/>.</summary>
    public int Limit { get; init; } = Replay.Most;

    /// <summary>To go on where an earlier answer ended: what it answered, with the same filter.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Checks a <see cref="ReplayRequest"/>.</summary>
public sealed class ReplayRequestValidator : AbstractValidator<ReplayRequest>
{
    /// <summary>The rules.</summary>
    public ReplayRequestValidator(IOptions<SyncOptions> sync)
    {
        RuleFor(request => request.Ids).Must((request, ids) => ids is { Count: > 0 } ^ request.Filter is { IsEmpty: false })
            .WithMessage("Give either ids or a filter with at least one field.");
        RuleFor(request => request.Ids).Must(ids => ids is null || ids.Count <= Replay.Most).WithMessage($"At most {Replay.Most} ids at a time.");
        RuleFor(request => request.Filter).Must(filter => filter?.Error() is null).WithMessage(request => request.Filter!.Error());
        RuleFor(request => request.Target).Must(target => target is null || sync.Value.TargetList().Contains(target))
            .WithMessage($"Must be one of {string.Join(", ", sync.Value.TargetList())}.");
        RuleFor(request => request.Limit).InclusiveBetween(1, Replay.Most).WithMessage($"Must be 1 to {Replay.Most}.");
        RuleFor(request => request.Cursor).Must(cursor => cursor is null || ReplayCursor.Read(cursor) is not null).WithMessage("Must be the cursor of an earlier answer, or missing.");
    }
}
