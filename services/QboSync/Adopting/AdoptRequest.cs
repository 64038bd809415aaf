using System.Text.Json;
using FluentValidation;

namespace QboSync.Adopting;

/// <summary>What a person says about an order that seems to stand in the books already.</summary>
public sealed record AdoptRequest
{
    /// <summary>Id of the WooCommerce credential.</summary>
    public string? StoreId { get; init; }

    /// <summary>The order's id, as text or number.</summary>
    public JsonElement? OrderId { get; init; }

    /// <summary>QuickBooks' id of the document that is the order's, as text or number.</summary>
    public JsonElement? DocumentId { get; init; }

    /// <summary>No document is: book the order beside it.</summary>
    public bool Create { get; init; }

    /// <summary><see cref="OrderId"/> as text; null where it is no id.</summary>
    internal string? Order => Id(OrderId);

    /// <summary><see cref="DocumentId"/> as text; null where it is no id.</summary>
    internal string? Document => Id(DocumentId);

    private static string? Id(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.String => value.Value.GetString()!.Trim(),
        JsonValueKind.Number => value.Value.GetRawText(),
        _ => null,
    } is { Length: > 0 } text && text.All(char.IsAsciiDigit) ? text : null;
}

/// <summary>Checks an <see cref="AdoptRequest"/>.</summary>
public sealed class AdoptRequestValidator : AbstractValidator<AdoptRequest>
{
    /// <summary>Its rules.</summary>
    public AdoptRequestValidator()
    {
        RuleFor(request => request.StoreId).NotEmpty().WithMessage("store_id is missing: the id of the WooCommerce credential");
        RuleFor(request => request.OrderId).Must((request, _) => request.Order is not null).WithMessage("order_id must be the id of an order of the store, digits");
        RuleFor(request => request.DocumentId).Must((request, _) => request.Create ? request.DocumentId is null : request.Document is not null)
            .WithMessage("give either document_id, QuickBooks' id of the SalesReceipt or Invoice to adopt (digits), or \"create\": true to book the order beside it");
    }
}
