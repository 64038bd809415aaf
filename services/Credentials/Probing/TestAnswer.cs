namespace Credentials.Probing;

/// <summary>What a test of a credential found. <paramref name="Ok"/> where every check is.</summary>
internal sealed record TestAnswer(bool Ok, IReadOnlyList<TestCheck> Checks)
{
    public static TestAnswer Of(IReadOnlyList<TestCheck> checks) => new(checks.All(check => check.Ok), checks);
}

/// <summary>One thing that was looked at. <paramref name="Message"/> says what was found and, where it is wrong, what to do.</summary>
internal sealed record TestCheck(string Name, bool Ok, string Message)
{
    public static TestCheck Good(string name, string message) => new(name, true, message);

    public static TestCheck Bad(string name, string message) => new(name, false, message);
}
