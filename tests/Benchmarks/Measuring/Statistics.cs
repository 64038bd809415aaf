using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>Medians and spreads.</summary>
internal static class Statistics
{
    public static double Median(this IEnumerable<double> values) => values.Order().ToList() is var sorted && sorted.Count % 2 == 1
        ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;

    /// <summary>The median, and in brackets the lowest and the highest.</summary>
    public static string Spread(this IReadOnlyCollection<double> values, string format, string unit = "")
    {
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return values.Count == 1 ? Text(values.Single()) + unit : $"{Text(values.Median())}{unit} ({Text(values.Min())} to {Text(values.Max())})";
    }
}
