using Credentials.Fields;

namespace Credentials.Refreshing;

/// <summary>The keys of an app at Intuit.</summary>
internal sealed record IntuitApp(string ClientId, string ClientSecret)
{
    public static IntuitApp Of(IReadOnlyDictionary<string, string> fields) => new(fields[FieldNames.ClientId], fields[FieldNames.ClientSecret]);

    /// <summary>Never the secret.</summary>
    public override string ToString() => ClientId;
}
