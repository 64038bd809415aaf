namespace Woo.Reading;

/// <summary>A REST API key. Never printed.</summary>
internal sealed record WooKey(string ConsumerKey, string ConsumerSecret)
{
    public override string ToString() => "WooKey";
}
