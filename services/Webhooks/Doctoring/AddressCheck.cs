namespace Webhooks.Doctoring;

/// <summary>Calls the delivery address from outside, as WooCommerce pings it: unsigned, and without following redirects.</summary>
public sealed class AddressCheck(IHttpClientFactory clients)
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    internal const string HttpClientName = "delivery-address";
    private const int LongestBody = 64 * 1024;

    /// <summary>Calls it. Never throws for what happens there.</summary>
    /// <param name="address">The delivery address.</param>
    /// <param name="webhookId">A webhook to name; the platform keeps nothing of it.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<AddressAnswer> CallAsync(string address, long webhookId, CancellationToken cancel)
    {
        try
        {
            using var client = clients.CreateClient(HttpClientName);
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent([new("webhook_id", webhookId.ToString(System.Globalization.CultureInfo.InvariantCulture))]),
            };
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var location = response.Headers.Location is { } to ? new Uri(new Uri(address), to) : null;
            return AddressAnswer.Of(address, response.StatusCode, location, await BodyAsync(response, cancel));
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return AddressAnswer.Of(address, e);
        }
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[LongestBody];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }
}
