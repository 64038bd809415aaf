using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Talking;

namespace QboSync.Booking.GatewayFees;

/// <summary>Writes a gateway's fee down as an expense: a Purchase paid from the account that the order's money went to.</summary>
public static class GatewayFeeWriting
{
    /// <summary>The Purchase; its date comes later.</summary>
    /// <param name="fee">The fee, more than 0.</param>
    /// <param name="orderNumber">What the customer reads.</param>
    /// <param name="clearing">The account that it is paid from.</param>
    /// <param name="expense">Id of the expense account.</param>
    /// <param name="vendor">Id of the vendor; null for none.</param>
    /// <param name="company">What the company is like.</param>
    public static JsonObject Purchase(GatewayFee fee, string orderNumber, CompanyAccount clearing, string expense, string? vendor, CompanyFacts company)
    {
        var document = new JsonObject
        {
            ["TxnDate"] = "",
            ["PaymentType"] = clearing.Type == "Credit Card" ? "CreditCard" : "Cash",
            ["AccountRef"] = Fields.RefTo(clearing.Id),
        };
        if (vendor is not null) document["EntityRef"] = new JsonObject { ["value"] = vendor, ["type"] = "Vendor" };
        if (company.MultiCurrency) document["CurrencyRef"] = Fields.RefTo(fee.Currency);
        if (!company.IsUs) document["GlobalTaxCalculation"] = "NotApplicable"; // else every line would need a tax code
        document["Line"] = new JsonArray(new JsonObject
        {
            ["Amount"] = fee.Amount,
            ["Description"] = $"{fee.Gateway} fee of order {orderNumber}",
            ["DetailType"] = "AccountBasedExpenseLineDetail",
            ["AccountBasedExpenseLineDetail"] = new JsonObject { ["AccountRef"] = Fields.RefTo(expense) },
        });
        return document;
    }
}
