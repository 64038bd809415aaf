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
          GET    /quickbooks/control/state             companies, settings, counts; /documents?kind=Invoice&realm=... shows the documents
          GET    /quickbooks/control/metering          per company: reads that Intuit would meter, writes that are free, calls of both apart
          GET    /quickbooks/control/webhooks          what the company has told, and what waits

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
                                                       kinds: status, delay, late_commit, drop, commit_then_drop, html; "after_commit":true does the work first
                                                       of QuickBooks alone: throttle ("format":"xml"), fault_200, batch_item_fault, batch_items_missing, expire_tokens, rotation_lost
                                                       a mix: {"system":"quickbooks","random":{"seed":7,"probability":0.2},"times":100}
          POST   /quickbooks/control/companies         {"realm":"9130350000000002","kind":"uk","multicurrency":true,"customTxnNumbers":false}
                                                       kinds: us-automated-tax, us-manual-tax, us-no-sales-tax, uk, uk-no-vat, ie, ca, au, nz
          POST   /quickbooks/control/companies/REALM   {"preferences":{...},"companyInfo":{...},"switches":{"clockSkewSeconds":90,"faultLanguage":"es",...}}
          POST   /quickbooks/control/companies/REALM/matched   {"kind":"SalesReceipt","id":"1"}: matched in the bank feed, cannot be changed
          POST   /quickbooks/control/webhooks          {"url":"http://...","shape":"cloudevents","repeat":2,"reverse":true,"hold":true}; /deliver sends what waits
        """;

    /// <summary>Maps the page.</summary>
    public static void MapFrontPage(this IEndpointRouteBuilder routes) => routes.MapGet("/", () => Results.Text(Text));
}
