namespace Sandbox.WooCommerce.Reading;

/// <summary>What a key may do; its user may or may not manage the shop.</summary>
internal sealed record ApiKey(string Secret, bool MayWrite, bool MayManage);
