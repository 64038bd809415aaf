namespace Woo.Shapes;

/// <summary>
/// A WooCommerce body cannot be read: a field that matters is missing or holds something whose meaning is not clear. Money is never
/// guessed. The message names the field and what stood there; it never holds the body.
/// </summary>
public sealed class WooShapeException(string path, string problem, Exception? inner = null)
    : FormatException($"{(path.Length == 0 ? "body" : path)}: {problem}", inner)
{
    /// <summary>The field, such as <c>line_items[2].total</c>; empty where the body as a whole cannot be read.</summary>
    public string Path { get; } = path;
}
