using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Testing.Shops;

namespace Benchmarks.Loading;

/// <summary>
/// Bytes of a signed delivery of a paid order of 3 kB, made by writing digits into a copy: building JSON for each would measure the load
/// generator.
/// </summary>
internal sealed class DeliveryTemplate
{
    private const long Marker = 8_190_273_645;
    private static readonly byte[] Digits = Encoding.ASCII.GetBytes(Marker.ToString(CultureInfo.InvariantCulture));

    private readonly byte[] _secret;
    private readonly byte[] _request;
    private readonly int _bodyAt;
    private readonly int _signatureAt;
    private readonly List<int> _idsAt = [];

    /// <param name="address">Where the delivery goes.</param>
    /// <param name="secret">What it is signed with.</param>
    public DeliveryTemplate(Uri address, string secret)
    {
        var order = OrderBuilder.Paid(Marker, new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
        var body = Encoding.UTF8.GetBytes(order.ToJsonString(JsonSerializerOptions.Default));
        var signature = new string('=', 44);
        var head = $"POST {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nUser-Agent: WooCommerce/10.3.5 Hookshot (WordPress/6.8.3)\r\nAccept: */*\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\nX-WC-Webhook-Source: http://shop.example.test/\r\nX-WC-Webhook-Topic: order.created\r\n"
            + "X-WC-Webhook-Resource: order\r\nX-WC-Webhook-Event: created\r\nX-WC-Webhook-ID: 2\r\nX-WC-Webhook-Delivery-ID: d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0\r\n"
            + $"X-WC-Webhook-Signature: {signature}\r\n\r\n";
        _secret = Encoding.UTF8.GetBytes(secret);
        _request = [.. Encoding.ASCII.GetBytes(head), .. body];
        _bodyAt = head.Length;
        _signatureAt = head.IndexOf(signature, StringComparison.Ordinal);
        for (var at = _bodyAt; (at = _request.AsSpan(at).IndexOf(Digits) is var found and >= 0 ? at + found : -1) >= 0; at += Digits.Length) _idsAt.Add(at);
    }

    /// <summary>Bytes of one body.</summary>
    public int BodyLength => _request.Length - _bodyAt;

    /// <summary>A buffer to write requests into, one per connection.</summary>
    public byte[] NewBuffer() => [.. _request];

    /// <summary>Makes the buffer the delivery of the order <paramref name="id"/>, which has ten digits.</summary>
    public void Write(byte[] buffer, long id)
    {
        foreach (var at in _idsAt) id.TryFormat(buffer.AsSpan(at, Digits.Length), out _, "D10", CultureInfo.InvariantCulture);
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(_secret, buffer.AsSpan(_bodyAt), hash);
        System.Buffers.Text.Base64.EncodeToUtf8(hash, buffer.AsSpan(_signatureAt, 44), out _, out _);
    }
}
