using System.Globalization;

namespace QboSync.Talking;

/// <summary>Statements of QuickBooks' query language.</summary>
public static class Query
{
    /// <summary>Most rows that one answer holds.</summary>
    public const int PageSize = 1000;

    /// <summary>Finds the inactive entries of a list too, which a query hides otherwise.</summary>
    public const string ActiveOrNot = "Active IN (true, false)";

    /// <summary>A text as a literal: <c>'</c> becomes <c>\'</c> (it is not doubled), <c>\</c> becomes <c>\\</c>.</summary>
    public static string Literal(string text) => $"'{text.Replace(@"\", @"\\").Replace("'", @"\'")}'";

    /// <summary>An instant as a literal.</summary>
    public static string Literal(DateTimeOffset instant) =>
        $"'{instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)}'";

    /// <summary>One page, in an order that does not move while paging.</summary>
    public static string Page(string entity, string? where, int start) =>
        $"select * from {entity}{(where is null ? "" : $" where {where}")} orderby Id startposition {start} maxresults {PageSize}";

    /// <summary>How many there are.</summary>
    public static string Count(string entity, string? where) => $"select count(*) from {entity}{(where is null ? "" : $" where {where}")}";
}
