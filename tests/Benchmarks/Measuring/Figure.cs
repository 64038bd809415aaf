namespace Benchmarks.Measuring;

/// <summary>One measured number beside what is to be reached.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Measured">The number, with its unit and its spread.</param>
/// <param name="Target">What is to be reached; empty where the number only explains another.</param>
/// <param name="Passed">Whether it was reached; null where nothing is to be.</param>
internal sealed record Figure(string Name, string Measured, string Target = "", bool? Passed = null)
{
    public static void Print(IReadOnlyList<Figure> figures)
    {
        Console.WriteLine();
        Console.WriteLine($"{"figure",-52} {"measured",-44} {"to reach",-12}");
        foreach (var figure in figures)
            Console.WriteLine($"{figure.Name,-52} {figure.Measured,-44} {figure.Target,-12} {(figure.Passed is { } passed ? passed ? "reached" : "MISSED" : "")}");
    }
}
