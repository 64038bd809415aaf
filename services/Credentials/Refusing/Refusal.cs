namespace Credentials.Refusing;

/// <summary>A request that cannot be served, with the short name of the cause that callers decide by.</summary>
internal sealed class Refusal(int status, string code, string message, IReadOnlyDictionary<string, string[]>? errors = null, Exception? inner = null)
    : Exception(message, inner)
{
    public int Status => status;

    public string Code => code;

    /// <summary>What is wrong by field, as it stands in the JSON.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors => errors;
}
