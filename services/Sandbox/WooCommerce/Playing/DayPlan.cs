using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Playing;

/// <summary>What <c>POST /control/woocommerce/day</c> takes.</summary>
public sealed record DayPlan
{
    /// <summary>How many orders are placed.</summary>
    public int Orders { get; init; } = 25;

    /// <summary>The same seed in an empty shop gives the same day.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Where webhooks are made to deliver to; none are made where it is left out.</summary>
    public string? DeliveryUrl { get; init; }

    /// <summary>The secret of the webhooks that are made.</summary>
    public string Secret { get; init; } = "woo-webhook-secret-1";

    internal static DayPlan Read(JsonObject body)
    {
        try
        {
            var plan = body.Deserialize<DayPlan>(ShopSettings.Json) ?? new DayPlan();
            if (plan.Orders is < 1 or > 100_000) throw new JsonException("orders: give 1 to 100000");
            return plan;
        }
        catch (JsonException wrong)
        {
            throw new WooRefusal(400, "sandbox_invalid_day", wrong.Message);
        }
    }
}
