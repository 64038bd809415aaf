using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Reading;

/// <summary>A call of the REST API while it is handled: the request, its body (empty where it has none) and what it changes.</summary>
internal sealed record RestCall(HttpContext Context, JsonObject Body, Change Change)
{
    public IQueryCollection Query => Context.Request.Query;

    public long Id(string name = "id") => long.Parse((string)Context.Request.RouteValues[name]!, System.Globalization.CultureInfo.InvariantCulture);

    public bool Force => Query["force"].ToString() is "true" or "1";
}
