namespace Sandbox.WooCommerce.Reading;

/// <summary>What a route wants to do, which decides the words of a refusal.</summary>
internal enum Access
{
    Open,
    List,
    View,
    Create,
    Edit,
    Delete,
}
