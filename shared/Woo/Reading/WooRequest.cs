namespace Woo.Reading;

/// <summary>What the handlers need to know of a request; travels in its options.</summary>
/// <param name="Store">The shop.</param>
/// <param name="Key">Null where the request goes without a key.</param>
/// <param name="Auth">How the key is shown.</param>
/// <param name="Address">The address before it is signed: every attempt is signed anew, since a nonce counts once.</param>
/// <param name="Repeat">Which failures are repeated.</param>
internal sealed record WooRequest(WooStore Store, WooKey? Key, WooAuthStyle Auth, Uri Address, WooRepeat Repeat)
{
    private static readonly HttpRequestOptionsKey<WooRequest> Option = new("woo");

    /// <summary>GET, unless something is changed.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>The JSON of a change; null for a read. It does not go into the signature.</summary>
    public byte[]? Body { get; init; }

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, Address);
        if (Body is not null) message.Content = new ByteArrayContent(Body) { Headers = { ContentType = new("application/json") } };
        message.Options.Set(Option, this);
        return message;
    }

    public static WooRequest Of(HttpRequestMessage message) =>
        message.Options.TryGetValue(Option, out var request) ? request : throw new InvalidOperationException("this HttpClient is only for WooClient");
}
