namespace Sandbox.Control;

/// <summary>The page at <c>/</c>: what there is to look at.</summary>
public static class FrontPage
{
    private const string Text = """
        Sandbox: stand-ins of the systems that the platform keeps in step.

        Stand-ins
          /woocommerce/wp-json/           a WooCommerce store, REST base /woocommerce/wp-json/wc/v3
          /quickbooks/                    a QuickBooks Online company
          /supabase/                      a Supabase project

        Look inside
          GET    /control/woocommerce/state            counts, ids, webhooks, deliveries with the status they were answered
          GET    /control/woocommerce/deliveries       the deliveries, newest last
          GET    /control/requests?path=REGEX          what the stand-ins were asked
          GET    /control/faults                       fault rules and how often they struck

        Make things happen
          POST   /control/woocommerce/day              {"delivery_url":"http://...","orders":25,"seed":1}: a day of a shop
          POST   /control/woocommerce/orders           place an order, in the shape of WooCommerce's REST API; ?at=TIME does it in the past
          PUT    /control/woocommerce/orders/ID        change it; DELETE trashes it, ?force=true deletes it
          POST   /control/woocommerce/orders/ID/refunds
          PUT    /control/woocommerce/raw/orders/ID    load a resource exactly as given (orders, products, customers, coupons, refunds, taxes)
          PATCH  /control/woocommerce/delivery         {"hold":true,"reverse":true,"repeat":2,"drop":1,"corrupt_signature":true,"owner":"weak"}
          POST   /control/woocommerce/delivery/run     deliver what is queued, held or not, and answer when it is done
          PATCH  /control/woocommerce/settings         {"behaves_as_https":true,"prices_include_tax":true,...}
          POST   /control/faults                       {"path":"/v3/company","method":"POST","kind":"status","status":429,"retry_after":5,"times":3}
                                                       kinds: status, delay, drop, commit_then_drop, html
        """;

    /// <summary>Maps the page.</summary>
    public static void MapFrontPage(this IEndpointRouteBuilder routes) => routes.MapGet("/", () => Results.Text(Text));
}
