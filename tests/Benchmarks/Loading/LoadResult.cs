using System.Text.Json;

namespace Benchmarks.Loading;

/// <summary>What a load generator saw. Times in milliseconds.</summary>
internal sealed record LoadResult(long Answered, long Refused, double Seconds, double P50, double P99, int BodyBytes)
{
    /// <summary>Answered 200 per second.</summary>
    public double PerSecond => Answered / Seconds;

    public string Write() => JsonSerializer.Serialize(this);

    public static LoadResult Read(string line) => JsonSerializer.Deserialize<LoadResult>(line)!;
}
