namespace Sandbox.QuickBooks.Shapes;

/// <summary>What a property of a QuickBooks entity holds.</summary>
internal enum PropertyKind
{
    Text,
    Amount,
    Flag,
    Date,
    Instant,
    Reference,
    Object,
    List,
    Anything,
}
