namespace Woo.Reading;

/// <summary>Where a shop's REST API stands.</summary>
internal enum WooRouteStyle
{
    /// <summary><c>/wp-json/wc/v3/...</c></summary>
    Pretty,

    /// <summary><c>/?rest_route=/wc/v3/...</c>, with permalinks set to "plain".</summary>
    Query,
}
