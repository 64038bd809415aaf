using System.Globalization;

namespace Woo.Reading;

/// <summary>
/// A list to read. Instants are sent as bare UTC with <c>dates_are_gmt</c>, the one form that WooCommerce reads rightly in every zone; its
/// bounds exclude the instant itself and have the grain of a second.
/// </summary>
public sealed record WooQuery
{
    /// <summary>Route below <c>/wc/v3/</c>: <c>orders</c>, <c>products</c>, <c>customers</c>, <c>refunds</c>, <c>products/30/variations</c>.</summary>
    public required string Route { get; init; }

    /// <summary>Changed after. Not for customers: WooCommerce ignores it there and answers with everything.</summary>
    public DateTimeOffset? ModifiedAfter { get; init; }

    /// <summary>Changed before. Not for customers.</summary>
    public DateTimeOffset? ModifiedBefore { get; init; }

    /// <summary>Created after. Not for customers.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Created before. Not for customers.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Comma list. The default hides the trash and checkout drafts; <c>any,trash</c> does not bring the trash, <c>trash</c> alone does.</summary>
    public string? Status { get; init; }

    /// <summary>Customers only: <c>all</c> for every WordPress user; the default is those who are only customers.</summary>
    public string? Role { get; init; }

    /// <summary>Only these ids.</summary>
    public IReadOnlyList<long> Include { get; init; } = [];

    /// <summary><c>id</c> (the only stable one for reading everything) or <c>modified</c>.</summary>
    public string OrderBy { get; init; } = "id";

    /// <summary>Comma list of fields to keep, such as <c>id,date_modified_gmt</c>; null for all.</summary>
    public string? Fields { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Parameters(long offset, int perPage)
    {
        var dated = ModifiedAfter ?? ModifiedBefore ?? CreatedAfter ?? CreatedBefore;
        if (dated is not null && Route == "customers") throw new ArgumentException("WooCommerce's customers cannot be listed by date: it ignores the filter", nameof(Route));
        List<KeyValuePair<string, string>> parameters = [new("orderby", OrderBy), new("order", "asc"), new("per_page", Text(perPage)), new("offset", Text(offset))];
        Add("modified_after", Utc(ModifiedAfter));
        Add("modified_before", Utc(ModifiedBefore));
        Add("after", Utc(CreatedAfter));
        Add("before", Utc(CreatedBefore));
        Add("dates_are_gmt", dated is null ? null : "true");
        Add("status", Status);
        Add("role", Role);
        Add("include", Include.Count == 0 ? null : string.Join(',', Include.Select(Text)));
        Add("_fields", Fields);
        return parameters;

        void Add(string name, string? value)
        {
            if (value is not null) parameters.Add(new(name, value));
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Utc(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
