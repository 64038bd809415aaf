using System.Text.Json;
using FluentValidation;

namespace QboSync.Previewing;

/// <summary>Which order to preview: one that came in, by its id, or one that is sent whole.</summary>
/// <param name="StoreId">Id of the WooCommerce credential.</param>
/// <param name="OrderId">Of an order that came in: its id, as a number or a text.</param>
/// <param name="Order">Else the order, as WooCommerce's REST API v3 gives it.</param>
/// <param name="Refunds">With <paramref name="Order"/>: its refunds, as <c>/orders/{id}/refunds</c> gives them.</param>
/// <param name="TenantId">Null for default-tenant.</param>
/// <param name="History">As an import of older orders: what is older than the start date is booked too.</param>
public sealed record PreviewRequest(string? StoreId, JsonElement? OrderId, JsonElement? Order, JsonElement? Refunds, string? TenantId, bool? History)
{
    /// <summary><see cref="OrderId"/> as the ledger has it.</summary>
    public string? Key => OrderId switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => null,
    };
}

internal sealed class PreviewRequestValidator : AbstractValidator<PreviewRequest>
{
    public PreviewRequestValidator()
    {
        RuleFor(request => request.StoreId).NotEmpty().WithMessage("is missing: the id of the WooCommerce credential");
        RuleFor(request => request.OrderId).Must((request, _) => request.Key is { Length: > 0 } key && key.All(char.IsAsciiDigit))
            .When(request => request.OrderId is not null).WithMessage("must be the id of an order, such as 1042");
        RuleFor(request => request.OrderId).Must((request, id) => id is null != request.Order is null)
            .WithMessage("either order_id, of an order that came in, or order, with the order itself, must be given, and not both");
        RuleFor(request => request.Order).Must(order => order!.Value.ValueKind == JsonValueKind.Object).When(request => request.Order is not null)
            .WithMessage("must be an order as WooCommerce's REST API gives it");
        RuleFor(request => request.Refunds).Must(refunds => refunds!.Value.ValueKind == JsonValueKind.Array).When(request => request.Refunds is not null)
            .WithMessage("must be an array of refunds as WooCommerce's REST API gives them");
        RuleFor(request => request.Refunds).Must((request, _) => request.Order is not null).When(request => request.Refunds is not null)
            .WithMessage("goes with order; of an order that came in the refunds are known");
    }
}
