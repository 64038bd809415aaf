using System.Text;

namespace Sandbox.Tests.Driving;

/// <summary>A request as it came over the wire.</summary>
public sealed record RawRequest(string Line, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public string Text => Encoding.ASCII.GetString(Body);

    public bool Has(string name) => Headers.Any(header => header.Name == name);

    public string Header(string name) => Headers.Single(header => header.Name == name).Value;
}
