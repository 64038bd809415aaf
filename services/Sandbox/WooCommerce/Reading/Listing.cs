using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Reading;

/// <summary>Filters, sorts and pages rows, and sets the paging headers.</summary>
internal sealed class Listing(ShopData data, ShopConfiguration configuration, ShopAddress address)
{
    private static readonly string[] OrderStatuses = ["any", "trash", "auto-draft", "pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed", "checkout-draft"];
    private static readonly string[] PostStatuses = ["any", "future", "trash", "draft", "pending", "private", "publish"];

    /// <summary>A page of a kind of resource; <paramref name="only"/> narrows it to a parent, <paramref name="show"/> makes the JSON.</summary>
    public JsonArray Page(RestCall call, string kind, Func<JsonObject, JsonObject> show, Func<ShopRow, bool>? only = null)
    {
        var given = new ListParameters(call.Query);
        var rows = Sort(Filter(data.Rows(kind).Where(only ?? (_ => true)), kind, given), kind, given);
        int page = given.Page, size = given.PerPage, skip = given.Offset ?? (page - 1) * size;
        var total = rows.Count;
        // Past the end, order tables (HPOS) count nothing; posts count what there is.
        if (kind == Kinds.Orders && skip >= total) total = 0;
        var pages = (total + size - 1) / size;
        var headers = call.Context.Response.Headers;
        headers["X-WP-Total"] = total.ToString(CultureInfo.InvariantCulture);
        headers["X-WP-TotalPages"] = pages.ToString(CultureInfo.InvariantCulture);
        headers.Link = Links(call.Context.Request, page, pages);
        return new JsonArray([.. rows.Skip(skip).Take(size).Select(row => (JsonNode)show(data.Need(kind, row.Id)))]);
    }

    private IEnumerable<ShopRow> Filter(IEnumerable<ShopRow> rows, string kind, ListParameters given)
    {
        rows = Statuses(rows, kind, given);
        if (kind == Kinds.Customers)
        {
            // No date filter here: WooCommerce ignores modified_after on customers and returns everyone.
            if (given.Text("role") is not "all") rows = rows.Where(row => row.Role == (given.Text("role") is { Length: > 0 } role ? role : "customer"));
            if (given.Text("email") is { Length: > 0 } email) rows = rows.Where(row => string.Equals(row.Email, email, StringComparison.OrdinalIgnoreCase));
        }
        else
        {
            rows = Dates(rows, given);
        }
        if (given.Ids("include") is { Count: > 0 } include) rows = rows.Where(row => include.Contains(row.Id));
        if (given.Ids("exclude") is { Count: > 0 } exclude) rows = rows.Where(row => !exclude.Contains(row.Id));
        if (given.Ids("parent") is { Count: > 0 } parent) rows = rows.Where(row => parent.Contains(row.ParentId));
        if (kind == Kinds.Orders && given.Text("customer") is { Length: > 0 } customer) rows = rows.Where(row => row.CustomerId.ToString(CultureInfo.InvariantCulture) == customer);
        if (kind == Kinds.Products && given.Text("type") is { Length: > 0 } type) rows = rows.Where(row => row.Type == type);
        if (kind == Kinds.Products && given.Many("sku") is { Count: > 0 } skus) rows = rows.Where(row => skus.Contains(row.Sku));
        if (given.Text("search") is { Length: > 0 } search) rows = rows.Where(row => row.Name.Contains(search, StringComparison.OrdinalIgnoreCase) || row.Email.Contains(search, StringComparison.OrdinalIgnoreCase));
        return rows;
    }

    /// <summary><c>any</c> hides the trash and drafts of the machine, and does so in a list with others too.</summary>
    private static IEnumerable<ShopRow> Statuses(IEnumerable<ShopRow> rows, string kind, ListParameters given)
    {
        if (kind == Kinds.Webhooks)
        {
            var status = given.OneOf("status", "all", "all", "active", "paused", "disabled");
            return status == "all" ? rows : rows.Where(row => row.Status == status);
        }
        if (kind is not (Kinds.Orders or Kinds.Products or Kinds.Coupons)) return rows;
        var statuses = kind == Kinds.Orders ? given.Many("status", OrderStatuses) : given.Many("status", PostStatuses);
        return statuses.Count == 0 || statuses.Contains("any")
            ? rows.Where(row => row.Status is not ("trash" or "auto-draft" or "checkout-draft"))
            : rows.Where(row => statuses.Contains(row.Status));
    }

    private IEnumerable<ShopRow> Dates(IEnumerable<ShopRow> rows, ListParameters given)
    {
        var zone = configuration.Zone;
        if (given.Bound("after", zone) is { } after) rows = rows.Where(row => string.CompareOrdinal(row.Created, after) > 0);
        if (given.Bound("before", zone) is { } before) rows = rows.Where(row => string.CompareOrdinal(row.Created, before) < 0);
        if (given.Bound("modified_after", zone) is { } modifiedAfter) rows = rows.Where(row => string.CompareOrdinal(row.Modified ?? row.Created, modifiedAfter) > 0);
        if (given.Bound("modified_before", zone) is { } modifiedBefore) rows = rows.Where(row => string.CompareOrdinal(row.Modified ?? row.Created, modifiedBefore) < 0);
        return rows;
    }

    private static List<ShopRow> Sort(IEnumerable<ShopRow> rows, string kind, ListParameters given)
    {
        var people = kind == Kinds.Customers;
        var by = people
            ? given.OneOf("orderby", "name", "id", "include", "name", "registered_date")
            : given.OneOf("orderby", "date", "date", "id", "include", "title", "slug", "modified");
        var descending = given.OneOf("order", people ? "asc" : "desc", "asc", "desc") == "desc";
        if (by == "include")
        {
            var include = given.Ids("include").ToList();
            return [.. rows.OrderBy(row => include.IndexOf(row.Id))];
        }
        Func<ShopRow, string> key = by switch
        {
            "modified" => row => row.Modified ?? row.Created,
            "date" or "registered_date" => row => row.Created,
            "name" or "title" or "slug" => row => row.Name,
            _ => _ => "",
        };
        return descending
            ? [.. rows.OrderByDescending(key, StringComparer.Ordinal).ThenByDescending(row => row.Id)]
            : [.. rows.OrderBy(key, StringComparer.Ordinal).ThenBy(row => row.Id)];
    }

    private string? Links(HttpRequest request, int page, int pages)
    {
        string To(int number, string rel)
        {
            var path = address.Home + request.Path.Value!["/woocommerce".Length..];
            var query = request.QueryString.Value!;
            var known = $"page={page}";
            var parts = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).ToList();
            var at = parts.IndexOf(known);
            if (at < 0) parts.Add($"page={number}");
            else parts[at] = $"page={number}";
            return $"<{path}?{string.Join('&', parts)}>; rel=\"{rel}\"";
        }
        var links = new List<string>();
        if (page > 1) links.Add(To(Math.Min(page - 1, pages), "prev"));
        if (page < pages) links.Add(To(page + 1, "next"));
        return links.Count == 0 ? null : string.Join(", ", links);
    }
}
