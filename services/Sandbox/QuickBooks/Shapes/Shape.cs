namespace Sandbox.QuickBooks.Shapes;

/// <summary>The properties an object may have. Names are compared exactly in bodies and without case in queries, as QuickBooks does.</summary>
internal sealed class Shape
{
    private readonly Dictionary<string, Property> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Property> _anyCase = new(StringComparer.OrdinalIgnoreCase);

    public Shape(params IEnumerable<Property> properties)
    {
        foreach (var property in properties)
        {
            _exact.Add(property.Name, property);
            _anyCase.Add(property.Name, property);
        }
    }

    public IEnumerable<Property> Properties => _exact.Values;

    public Property? Find(string name) => _exact.GetValueOrDefault(name);

    public Property? FindAnyCase(string name) => _anyCase.GetValueOrDefault(name);

    public Shape With(params IEnumerable<Property> more) => new(_exact.Values.Concat(more));
}
