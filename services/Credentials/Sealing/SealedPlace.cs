using System.Text.Json;

namespace Credentials.Sealing;

/// <summary>
/// Where a sealed value stands. It goes into the seal as associated data, so that a value copied to another column, row or tenant does
/// not open there.
/// </summary>
internal readonly record struct SealedPlace(string Table, string Column, string RowId, string TenantId, string Platform)
{
    // An array of JSON strings: no two places have the same bytes, whatever characters the ids hold.
    public byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(new[] { Table, Column, RowId, TenantId, Platform });
}
