using Microsoft.Extensions.Primitives;

namespace Sandbox.WooCommerce.Reading;

/// <summary>A query as PHP reads it: of a name that comes twice the last one counts, unless it is written as a list.</summary>
internal static class PhpQuery
{
    public static IQueryCollection Of(IQueryCollection query) => query.All(parameter => IsOne(parameter))
        ? query
        : new QueryCollection(query.ToDictionary(parameter => parameter.Key, parameter => IsOne(parameter) ? parameter.Value : new StringValues(parameter.Value[^1])));

    private static bool IsOne(KeyValuePair<string, StringValues> parameter) => parameter.Value.Count <= 1 || parameter.Key.EndsWith(']');
}
