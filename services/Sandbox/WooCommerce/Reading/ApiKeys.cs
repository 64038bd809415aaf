namespace Sandbox.WooCommerce.Reading;

/// <summary>The REST keys of the stand-in's shop. They are constants: this shop holds nothing to protect.</summary>
public static class ApiKeys
{
    /// <summary>Key with the right <c>read_write</c>.</summary>
    public const string ReadWriteKey = "ck_5a1b0c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b";

    /// <summary>Secret of <see cref="ReadWriteKey"/>.</summary>
    public const string ReadWriteSecret = "cs_0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c";

    /// <summary>Key with the right <c>read</c>.</summary>
    public const string ReadKey = "ck_9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a2f1e0d";

    /// <summary>Secret of <see cref="ReadKey"/>.</summary>
    public const string ReadSecret = "cs_1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b";

    /// <summary>A <c>read_write</c> key of a user who may not see the shop's resources.</summary>
    public const string PowerlessKey = "ck_7d6c5b4a3f2e1d0c9b8a7f6e5d4c3b2a1f0e9d8c";

    /// <summary>Secret of <see cref="PowerlessKey"/>.</summary>
    public const string PowerlessSecret = "cs_c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

    internal static ApiKey? Find(string key) => key switch
    {
        ReadWriteKey => new ApiKey(ReadWriteSecret, MayWrite: true, MayManage: true),
        ReadKey => new ApiKey(ReadSecret, MayWrite: false, MayManage: true),
        PowerlessKey => new ApiKey(PowerlessSecret, MayWrite: true, MayManage: false),
        _ => null,
    };
}
